package io.polytomic.operator.cli.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a manifest of the soak says. E-mail addresses and telephone numbers are masked in every one of them.
 *
 * @param minute of the hour at which it runs by itself, -1 when it never does
 * @param emailByRule whether a rule masks the e-mail addresses, or the field itself
 * @param cards whether the card numbers of the payments are masked
 */
record SoakWish(String name, int minute, int limit, boolean payments, boolean emailByRule, boolean cards) {
    static final Set<String> ALWAYS_MASKED = Set.of("public.users/email", "public.users/phone");

    private static final String MASKED_EMAIL = """
            , "fields": [{"id": "email", "obfuscate": true}]""";

    /** JSON, and therefore YAML. */
    String spec() {
        return """
                {"mode": "replicate", "active": true, "defaultSchedule": %s, "concurrencyLimit": %d,
                 "source": {"connectionName": "Postgres prod"},
                 "destination": {"connectionName": "Snowflake", "configuration": {"schema": "analytics"}},
                 "schemas": [{"id": "public.orders"}, {"id": "public.users"%s}%s],
                 "maskRules": [%s]}
                """.formatted(
                        minute < 0
                                ? "{\"frequency\": \"manual\"}"
                                : "{\"frequency\": \"hourly\", \"minute\": %d}".formatted(minute),
                        limit,
                        emailByRule ? "" : MASKED_EMAIL,
                        payments ? ", {\"id\": \"public.payments\"}" : "",
                        String.join(", ", maskRules()));
    }

    private List<String> maskRules() {
        var rules = new ArrayList<String>();
        rules.add(rule("*phone*"));
        if (emailByRule) {
            rules.add(rule("*email*"));
        }
        if (cards) {
            rules.add(rule("*card*"));
        }
        return rules;
    }

    private static String rule(String fields) {
        return "{\"schemas\": \"*\", \"fields\": \"%s\"}".formatted(fields);
    }

    Set<String> schemas() {
        return payments
                ? Set.of("public.orders", "public.users", "public.payments")
                : Set.of("public.orders", "public.users");
    }

    /** As schema/field, of the schemas that are on. */
    Set<String> masked() {
        var masked = new TreeSet<>(ALWAYS_MASKED);
        if (payments && cards) {
            masked.add("public.payments/card_last4");
        }
        return masked;
    }
}
