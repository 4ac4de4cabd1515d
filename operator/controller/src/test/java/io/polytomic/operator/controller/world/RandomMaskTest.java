package io.polytomic.operator.controller.world;

import static io.polytomic.operator.controller.world.SyncFixture.UNMASK_EMAIL;
import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.controller.status.Conditions;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Whatever is edited, by whomever, and whenever the operator dies")
class RandomMaskTest {
    static IntStream seeds() {
        return Chance.seeds(200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("no write of the operator opens a masked column, and none stays open")
    void masked(int seed) {
        var chance = new Chance(seed);
        try (var world = World.with(chance.options())) {
            world.sync("orders", manifest(chance, 0));
            world.passUntilQuiet();
            for (int i = 1; i <= 14; i++) {
                if (chance.oneIn(3)) {
                    world.killAt(world.operator().steps.count() + chance.upTo(40));
                }
                if (chance.oneIn(4)) {
                    world.admin.fault(chance.fault(chance.of(List.of("PUT", "PATCH", "POST", "GET")), null));
                }
                event(chance, world, i);
                world.advance(
                        chance.of(List.of(Duration.ofSeconds(1), Duration.ofSeconds(61), Duration.ofMinutes(12))));
            }
            world.admin.clearFaults();
            world.sync("orders", manifest(chance, 99).replace("Report", "Correct"));
            world.restartOperator();
            world.advance(Duration.ofMinutes(130));
            assertThat(world.remoteSyncs()).as(world.conditions()).hasSize(1);
            boolean stopped = Conditions.isTrue(world.status("orders").conditions(), "Stalled")
                    && !world.remote("orders").path("active").asBoolean();
            assertThat(stopped || world.guardian.openNow(world.syncId("orders")).isEmpty())
                    .as(world.conditions() + world.guardian.openNow(world.syncId("orders")))
                    .isTrue();
            assertThat(stopped || world.isReady("orders"))
                    .as(world.conditions())
                    .isTrue();
        }
    }

    private static void event(Chance chance, World world, int i) {
        if (world.syncId("orders") == null || !world.remoteSyncs().contains(world.syncId("orders"))) {
            world.sync("orders", manifest(chance, i));
            return;
        }
        var others = world.admin.world();
        var id = world.syncId("orders");
        switch (chance.upTo(9)) {
            case 0, 1, 2 -> world.sync("orders", manifest(chance, i));
            case 3 -> others.patchSchemas(id, World.json(UNMASK_EMAIL));
            case 4 -> others.editSync(id, World.json("{\"concurrency_limit\": " + i + "}"));
            case 5 -> {
                others.addSourceField(World.POSTGRES, World.USERS, "phone_" + i);
                others.refreshSchemas(World.POSTGRES);
            }
            case 6 -> others.editSync(id, World.json("{\"active\": " + chance.oneIn(2) + "}"));
            case 7 ->
                others.patchSchemas(
                        id, World.json("{\"schemas\": [{\"id\": \"public.payments\", \"enabled\": true}]}"));
            default -> world.restartOperator();
        }
    }

    /** A manifest that always masks e-mail addresses and telephone numbers, and says all sorts of other things. */
    private static String manifest(Chance chance, int i) {
        var text = new StringBuilder("""
                mode: replicate
                source: {connectionName: Postgres prod%s}
                destination: {connectionName: Snowflake, configuration: {schema: %s}}
                defaultSchedule: {frequency: hourly, minute: %d}
                maskRules: [{schemas: "*", fields: "*phone*"}, {schemas: "*", fields: "*last4"}]
                requireApprovalFor: []
                automaticallyAddNewFields: %s
                """.formatted(
                        chance.oneIn(3) ? ", configuration: {publication: p" + i % 3 + "}" : "",
                        chance.of(List.of("analytics", "other")),
                        chance.upTo(60),
                        chance.of(List.of("all", "none"))));
        if (chance.oneIn(2)) {
            text.append("concurrencyLimit: ").append(1 + chance.upTo(9)).append('\n');
        }
        if (chance.oneIn(2)) {
            text.append("errorHandling: {subscribers: [a").append(i).append("@example.com]}\n");
        }
        if (chance.oneIn(3)) {
            text.append("active: true\n");
        }
        if (chance.oneIn(4)) {
            text.append("drift: Report\n");
        }
        text.append("""
                schemas:
                  - id: public.users
                    fields: [{id: email, obfuscate: true}%s]
                """.formatted(chance.oneIn(2) ? ", {id: country, enabled: " + chance.oneIn(2) + "}" : ""));
        if (chance.oneIn(2)) {
            text.append("    unlistedFields: Disable\n");
        }
        if (chance.oneIn(2)) {
            text.append("  - {id: public.payments, enabled: ")
                    .append(chance.oneIn(2))
                    .append("}\n");
        }
        if (chance.oneIn(2)) {
            text.append("  - {id: public.orders, filters: [{fieldId: status, function: StringOneOf, value: [x")
                    .append(i % 2)
                    .append("]}]}\n");
        }
        return text.toString();
    }
}
