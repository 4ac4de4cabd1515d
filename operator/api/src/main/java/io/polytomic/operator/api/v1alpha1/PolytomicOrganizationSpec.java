package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.polytomic.operator.api.schema.Words;

/** Where the API is, which key to use, and how much the operator may ask of it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value =
                "self.url.matches('^https://[^/?#@[:space:]]+(/[^?#[:space:]]*)?$') || "
                        + "self.url.matches('^http://(localhost|127[.][0-9]+[.][0-9]+[.][0-9]+|[[]::1[]]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?[.]svc([.]cluster[.]local)?)(:[0-9]+)?(/[^?#[:space:]]*)?$')",
        message = "url must be an https address without user, query and fragment; http is allowed only for loopback"
                + " (localhost, 127.x.x.x, [::1]) and hosts ending in .svc or .svc.cluster.local.")
public record PolytomicOrganizationSpec(
        @JsonPropertyDescription(
                "Base address of the Polytomic API without /api, such as https://app.polytomic.com. http is "
                        + "allowed only for loopback, *.svc and *.svc.cluster.local; the host must be among the hosts of --allowed-hosts.")
        @Required
        @Size(max = 512)
        String url,

        @JsonPropertyDescription(
                "Id of the Polytomic organization the key must belong to. Unset: the first one seen is pinned in "
                        + "status.organizationId. An answer for another organization stops all writes.")
        @Pattern(Forms.UUID)
        @Size(max = 36)
        String organizationId,

        @JsonPropertyDescription("Which API key to use and how to send it.") @Required
        Credentials credentials,

        @JsonPropertyDescription(
                "Request budget of this key for all kinds together, in requests a minute. Default 300. Two "
                        + "organizations with one key share it and the lower number wins.")
        @Default("300")
        @Min(1)
        @Max(6000)
        Integer requestsPerMinute,

        @JsonPropertyDescription("How often the organization is asked what moved, as a duration. Default 60s.")
        @Default(DEFAULT_POLL_INTERVAL)
        @Pattern(Forms.DURATION)
        @Size(max = Limits.DURATION)
        String pollInterval,

        @JsonPropertyDescription(
                "How often syncs with an execution in flight are asked for, as a duration. Default 5s.")
        @Default(DEFAULT_RUNNING_POLL_INTERVAL)
        @Pattern(Forms.DURATION)
        @Size(max = Limits.DURATION)
        String runningPollInterval,

        @JsonPropertyDescription(
                "How often everything is read in full, whether or not it moved, as a duration. Default 12h; "
                        + "status.sweepPeriod tells what was reached.")
        @Default(DEFAULT_SWEEP_INTERVAL)
        @Pattern(Forms.DURATION)
        @Size(max = Limits.DURATION)
        String sweepInterval,

        @JsonPropertyDescription(
                "The brake: true means no write and no start for anything of this organization; reading and "
                        + "reporting go on. Default false.")
        @Default("false")
        Boolean suspend,

        @JsonPropertyDescription(
                "Whether texts of the API (they can quote data) appear in status: Messages copies status texts, "
                        + "shortened; Hide leaves them out; Logs also puts the last log lines of failed schemas into "
                        + "events of the run. Default Messages.")
        @Default(REMOTE_TEXT_MESSAGES)
        @Words({REMOTE_TEXT_MESSAGES, REMOTE_TEXT_HIDE, REMOTE_TEXT_LOGS})
        String remoteText,

        @JsonPropertyDescription(
                "Which namespaces may refer to this organization. Default {from: Same}, its own namespace only.")
        @Default("{\"from\": \"Same\"}")
        Access access,

        @JsonPropertyDescription(
                "Deliveries of the organization's webhook only make the operator ask the API at once. Unset: none are "
                        + "taken. Needs run --webhook-port; the operator registers no webhook by itself.")
        Webhook webhook) {
    public static final String REMOTE_TEXT_MESSAGES = "Messages";
    public static final String REMOTE_TEXT_HIDE = "Hide";
    public static final String REMOTE_TEXT_LOGS = "Logs";
    public static final String DEFAULT_POLL_INTERVAL = "60s";
    public static final String DEFAULT_RUNNING_POLL_INTERVAL = "5s";
    public static final String DEFAULT_SWEEP_INTERVAL = "12h";
    public static final int DEFAULT_REQUESTS_PER_MINUTE = 300;

    public int requestsPerMinuteOrDefault() {
        return requestsPerMinute == null ? DEFAULT_REQUESTS_PER_MINUTE : requestsPerMinute;
    }

    public String pollIntervalOrDefault() {
        return pollInterval == null ? DEFAULT_POLL_INTERVAL : pollInterval;
    }

    public String runningPollIntervalOrDefault() {
        return runningPollInterval == null ? DEFAULT_RUNNING_POLL_INTERVAL : runningPollInterval;
    }

    public String sweepIntervalOrDefault() {
        return sweepInterval == null ? DEFAULT_SWEEP_INTERVAL : sweepInterval;
    }

    public boolean suspendOrDefault() {
        return suspend == null ? false : suspend;
    }

    public String remoteTextOrDefault() {
        return remoteText == null ? REMOTE_TEXT_MESSAGES : remoteText;
    }

    public Access accessOrDefault() {
        return access == null ? Access.SAME_NAMESPACE : access;
    }
}
