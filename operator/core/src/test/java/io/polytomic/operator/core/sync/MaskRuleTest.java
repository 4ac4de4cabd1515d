package io.polytomic.operator.core.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskRuleTest {
    @ParameterizedTest(name = "schemas {0} fields {1} masks {2} {3}: {4}")
    @CsvSource({
        "*,            *,       public.users, email,        true",
        "*,            email,   public.users, email,        true",
        "*,            email,   public.users, work_email,   false",
        "*,            email,   public.users, email_2,      false",
        "*,            *email*, public.users, my_email_2,   true",
        "*,            *email,  public.users, email_2,      false",
        "*,            email*,  public.users, email_2,      true",
        "*,            e*l,     public.users, email,        true",
        "*,            e*l*2,   public.users, email_2,      true",
        "*,            EMAIL,   public.users, Email,        true",
        "public.*,     email,   public.users, email,        true",
        "public.*,     email,   PUBLIC.USERS, email,        true",
        "public.*,     email,   crm.users,    email,        false",
        "public.users, email,   publicXusers, email,        false",
        "*,            a.b,     public.users, axb,          false",
        "*,            a[0],    public.users, a[0],         true",
        "*,            'ä*',    public.users, 'Ärger',      true",
        "*,            *prénom*, public.users, prénom,   true",
        "*,            *prénom*, public.users, Prénom,  true",
        "*,            emai?,   public.users, email,        true",
        "*,            emai?,   public.users, emai,         false",
        "*,            emai?,   public.users, emails,       false",
        "*,            ?mail,   public.users, Email,        true",
        "*,            *m?i?*,  public.users, my_email_2,   true",
        "*,            *m?i?,   public.users, my_email_2,   false",
        "*,            a?c*a?c, public.users, abcadc,       true",
        "*,            ???,     public.users, abc,          true",
        "*,            '',      public.users, email,        false",
        "*,            ab*ba,   public.users, aba,          false",
        "*,            a*a,     public.users, a,            false",
        "*,            a**a,    public.users, aa,           true",
        "*,            *b*ab,   public.users, bab,          true",
        "*,            *ab*ab,  public.users, cabab,        true",
    })
    void a_glob_covers_the_whole_id_in_any_letter_case(
            String schemas, String fields, String schema, String field, boolean masks) {
        assertThat(new MaskRule(schemas, fields).matches(schema, field)).isEqualTo(masks);
    }

    @Test
    void a_rule_of_many_stars_is_answered_at_once() {
        var rule = new MaskRule("*", "*a".repeat(100) + "*b");
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(rule.matches("s", "a".repeat(500))).isFalse());
    }
}
