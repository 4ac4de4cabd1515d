package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.polytomic.operator.api.schema.Words;
import java.util.List;

/** A further schedule, for some schemas or with another way of reading. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!(self.frequency in ['manual', 'continuous']) || !(has(self.minute) || has(self.hour) || "
                + "has(self.dayOfWeek) || has(self.dayOfMonth) || has(self.month))",
        message = "frequency manual and continuous take no other schedule part.")
@ValidationRule(
        value = "self.frequency != 'hourly' || (has(self.minute) && !has(self.hour) && !has(self.dayOfWeek) && "
                + "!has(self.dayOfMonth) && !has(self.month))",
        message = "frequency hourly needs minute and takes no other schedule part.")
@ValidationRule(
        value = "self.frequency != 'daily' || (has(self.minute) && has(self.hour) && !has(self.dayOfWeek) && "
                + "!has(self.dayOfMonth) && !has(self.month))",
        message = "frequency daily needs hour and minute and takes no other schedule part.")
@ValidationRule(
        value = "self.frequency != 'weekly' || (has(self.minute) && has(self.hour) && has(self.dayOfWeek) && "
                + "!has(self.dayOfMonth) && !has(self.month))",
        message = "frequency weekly needs dayOfWeek, hour and minute and takes no other schedule part.")
@ValidationRule(
        value = "!(self.frequency in ['hourly', 'daily', 'weekly']) || !has(self.minute) || "
                + "string(self.minute).matches('^([0-9]|[1-5][0-9])$')",
        message = "minute must be 0 to 59, without a leading zero.")
@ValidationRule(
        value = "!(self.frequency in ['daily', 'weekly']) || !has(self.hour) || "
                + "string(self.hour).matches('^([0-9]|1[0-9]|2[0-3])$')",
        message = "hour must be 0 to 23 (UTC), without a leading zero.")
@ValidationRule(
        value = "self.frequency != 'weekly' || !has(self.dayOfWeek) || string(self.dayOfWeek) in ['sunday', "
                + "'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']",
        message = "dayOfWeek must be one of sunday, monday, tuesday, wednesday, thursday, friday, saturday.")
public record AdditionalSchedule(
        @JsonPropertyDescription(
                "How often. manual and continuous take no further parts; hourly takes minute; daily hour and "
                        + "minute; weekly dayOfWeek, hour and minute; the others what the API takes for them. All times are"
                        + " UTC.")
        @Required
        @Words({
            "manual",
            "continuous",
            "hourly",
            "daily",
            "weekly",
            "custom",
            "builder",
            "runafter",
            "multi",
            "dbtcloud"
        })
        String frequency,

        @JsonPropertyDescription("Day of the month, 1 to 31. Not for manual, continuous, hourly, daily and weekly.")
        @Size(max = 64)
        IntOrString dayOfMonth,

        @JsonPropertyDescription("Day of the week in lower case: sunday to saturday. Needed for weekly.")
        @Size(max = 64)
        IntOrString dayOfWeek,

        @JsonPropertyDescription("Hour of the day in UTC, 0 to 23, as a number or text. Needed for daily and weekly.")
        @Size(max = 64)
        IntOrString hour,

        @JsonPropertyDescription(
                "Minute of the hour, 0 to 59, as a number or text. Needed for hourly, daily and weekly.")
        @Size(max = 64)
        IntOrString minute,

        @JsonPropertyDescription("Month of the year, 1 to 12. Not for manual, continuous, hourly, daily and weekly.")
        @Size(max = 64)
        IntOrString month,

        @JsonPropertyDescription("Ids of the schemas this schedule runs. Unset or []: all enabled ones.")
        @Size(max = 1000)
        List<@Size(max = Limits.ID) String> schemas,

        @JsonPropertyDescription("How much is read and written again by these runs. Unset: normal, as the API does.")
        @Words({"normal", "refetch", "resync", "rebuild"})
        String resyncMode,

        @JsonPropertyDescription("Which kind of schemas these runs take. Unset: none, that is no restriction.")
        @Words({"none", "incrementalFields", "nonincrementalFields"})
        String selectiveMode) {}
