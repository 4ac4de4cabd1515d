package io.polytomic.operator.cli;

import io.polytomic.operator.client.http.AllowedHosts;
import java.util.Collection;
import java.util.regex.Pattern;

/** Values of options that can be refused before anything is started, each in one sentence. */
final class Require {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private Require() {}

    static void within(String option, int found, int least, int most) {
        if (found < least || found > most) {
            throw new IllegalArgumentException(
                    "%s: found %d, allowed are %d to %d.".formatted(option, found, least, most));
        }
    }

    /** A name that no namespace can have would be watched for ever. */
    static void namespaces(String option, Collection<String> names) {
        for (var name : names) {
            if (!LABEL.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "%s: found \"%s\", allowed are names of namespaces: at most 63 lower-case letters, digits and '-', with a"
                                        .formatted(option, name)
                                + " letter or digit at both ends.");
            }
        }
    }

    /** A pattern that no host can match would refuse every organization. */
    static void hosts(String option, Collection<String> patterns) {
        for (var pattern : patterns) {
            if (!AllowedHosts.isPattern(pattern)) {
                throw new IllegalArgumentException(
                        "%s: found \"%s\", allowed are hosts without scheme, port and path, such as app.polytomic.com,"
                                        .formatted(option, pattern)
                                + " *.example.com, *.svc and loopback.");
            }
        }
    }
}
