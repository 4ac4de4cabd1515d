package io.polytomic.operator.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest extends SimulatorTest {
    private static final String USERS = "public.users";
    private static final String ORDERS = "public.orders";
    private static final String MASKED = "'schemas': [{'id': 'public.users', 'tracking_field': 'updated_at',"
            + "'filters': [{'field_id': 'id', 'function': 'GreaterThan', 'value': 42}],"
            + "'fields': [{'id': 'email', 'obfuscate': true}, {'id': 'phone', 'enabled': false}]}]";

    private List<String> enabled(String id) {
        List<String> enabled = new ArrayList<>();
        for (JsonNode schema : api.get(sync(id) + "/schemas").data()) {
            if (schema.path("enabled").asBoolean()) {
                enabled.add(schema.path("id").asText());
            }
        }
        return enabled;
    }

    private boolean masked(String id) {
        return api.field(id, USERS, "email").path("obfuscated").asBoolean();
    }

    private boolean on(String id, String field) {
        return api.field(id, USERS, field).path("enabled").asBoolean();
    }

    private void put(String id, String more) {
        Api.Reply reply = api.put(sync(id), Api.syncBody(more));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    private void patch(String id, String schema) {
        Api.Reply reply = api.patch(sync(id) + "/schemas", "{'schemas': [" + schema + "]}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    @Test
    void create_without_schemas_selects_all() {
        assertThat(enabled(api.create(""))).hasSize(5);
        assertThat(enabled(api.create("'schemas': null"))).hasSize(5);
    }

    @Test
    void create_with_schemas_selects_those() {
        String id = api.create("'schemas': ['public.orders', {'id': 'public.users', 'enabled': false}]");
        assertThat(enabled(id)).containsExactly(ORDERS);
    }

    @Test
    void switch_create_empty_schemas() {
        assertThat(enabled(api.create("'schemas': []"))).hasSize(5);
        admin.setSwitch("create_empty_schemas", "none");
        assertThat(enabled(api.create("'schemas': []"))).isEmpty();
    }

    @Test
    void the_list_has_disabled_schemas_and_no_fields_or_filters() {
        JsonNode list = api.get(sync(api.create(MASKED)) + "/schemas").data();
        assertThat(list).hasSize(5).allSatisfy(item -> {
            assertThat(item.has("fields")).isFalse();
            assertThat(item.has("filters")).isFalse();
            assertThat(item.has("history_enabled")).isTrue();
        });
    }

    @Test
    void both_spellings_of_the_list_filter_work() {
        String id = api.create("'schemas': ['public.orders']");
        assertThat(api.get(sync(id) + "/schemas?filters%5Benabled%5D=true").data())
                .hasSize(1);
        assertThat(api.get(sync(id) + "/schemas?filters=%7B%22enabled%22%3A%22false%22%7D")
                        .data())
                .hasSize(4);
    }

    @Test
    void switch_put_schemas_selection_replaces_by_a_list_and_keeps_on_omission() {
        String id = api.create("'schemas': ['public.orders']");
        put(id, "");
        assertThat(enabled(id)).containsExactly(ORDERS);
        put(id, "'schemas': []");
        assertThat(enabled(id)).containsExactly(ORDERS);
        put(id, "'schemas': ['public.users']");
        assertThat(enabled(id)).containsExactly(USERS);
    }

    @Test
    void switch_put_schemas_omitted_selects_all() {
        admin.setSwitch("put_schemas", "omitted_selects_all");
        String id = api.create("'schemas': ['public.orders']");
        put(id, "");
        assertThat(enabled(id)).hasSize(5);
    }

    @Test
    void switch_put_schemas_ignored() {
        admin.setSwitch("put_schemas", "ignored");
        String id = api.create("'schemas': ['public.orders']");
        put(id, "'schemas': ['public.users']");
        assertThat(enabled(id)).containsExactly(ORDERS);
    }

    @Test
    void switch_put_schema_omitted_keep() {
        String id = api.create(MASKED);
        put(id, "'schemas': ['public.users']");
        assertThat(masked(id)).isTrue();
        assertThat(on(id, "phone")).isFalse();
        assertThat(api.schema(id, USERS).path("filters")).hasSize(1);
    }

    @Test
    void switch_put_schema_omitted_reset_unmasks() {
        admin.setSwitch("put_schema_omitted", "reset");
        String id = api.create(MASKED);
        put(id, "'schemas': ['public.users']");
        assertThat(masked(id)).isFalse();
        assertThat(on(id, "phone")).isTrue();
        assertThat(api.schema(id, USERS).path("filters")).isEmpty();
        assertThat(api.schema(id, USERS).path("tracking_field").asText()).isEmpty();
    }

    @Test
    void switch_put_unlisted_fields() {
        String create = "'schemas': [{'id': 'public.users', 'fields': ['id']}]";
        assertThat(on(api.create(create), "email")).isTrue();
        admin.setSwitch("put_unlisted_fields", "disable");
        assertThat(on(api.create(create), "email")).isFalse();
        admin.setSwitch("put_unlisted_fields", "enable");
        String id = api.create(MASKED);
        put(id, "'schemas': [{'id': 'public.users', 'fields': ['id']}]");
        assertThat(on(id, "phone")).isTrue();
    }

    @Test
    void a_sync_spells_obfuscate_and_ignores_obfuscated() {
        String wrong = "'schemas': [{'id': 'public.users', 'fields': [{'id': 'email', 'obfuscated': true}]}]";
        assertThat(masked(api.create(wrong))).isFalse();
        String id = api.create(MASKED);
        patch(id, "{'id': 'public.users', 'fields': [{'id': 'email', 'obfuscate': true}]}");
        assertThat(masked(id)).isFalse();
    }

    @Test
    void patch_leaves_other_schemas_alone_and_answers_the_patched_ones() {
        String id = api.create("");
        Api.Reply reply = api.patch(sync(id) + "/schemas", "{'schemas': [{'id': 'public.orders', 'enabled': false}]}");
        assertThat(reply.data()).hasSize(1);
        assertThat(reply.data().path(0).path("fields")).hasSize(5);
        assertThat(enabled(id)).hasSize(4).doesNotContain(ORDERS);
        admin.setSwitch("patch_answer", "all");
        assertThat(api.patch(sync(id) + "/schemas", "{'schemas': []}").data()).hasSize(5);
    }

    @Test
    void switch_patch_omitted_masks_drop_is_the_trap() {
        String id = api.create(MASKED);
        patch(id, "{'id': 'public.users', 'enabled': true}");
        assertThat(masked(id)).isFalse();
        assertThat(on(id, "phone")).isTrue();
    }

    @Test
    void switch_patch_omitted_masks_keep_still_enables_every_field() {
        admin.setSwitch("patch_omitted_masks", "keep");
        String id = api.create(MASKED);
        patch(id, "{'id': 'public.users', 'enabled': true}");
        assertThat(masked(id)).isTrue();
        assertThat(on(id, "phone")).isTrue();
    }

    @Test
    void switch_patch_omitted_members() {
        String id = api.create(MASKED);
        patch(id, "{'id': 'public.users', 'enabled': true}");
        assertThat(api.schema(id, USERS).path("filters")).hasSize(1);
        assertThat(api.schema(id, USERS).path("tracking_field").asText()).isEqualTo("updated_at");
        admin.setSwitch("patch_omitted_members", "reset");
        patch(id, "{'id': 'public.users', 'enabled': true}");
        assertThat(api.schema(id, USERS).path("filters")).isEmpty();
        assertThat(api.schema(id, USERS).path("tracking_field").asText()).isEmpty();
    }

    @Test
    void switch_patch_unlisted_fields() {
        String list = "{'id': 'public.users', 'fields': [{'id': 'id', 'enabled': true}]}";
        String id = api.create(MASKED);
        patch(id, list);
        assertThat(masked(id)).isTrue();
        assertThat(on(id, "phone")).isFalse();
        admin.setSwitch("patch_unlisted_fields", "enable");
        patch(id, list);
        assertThat(on(id, "phone")).isTrue();
        admin.setSwitch("patch_unlisted_fields", "disable");
        patch(id, list);
        assertThat(on(id, "country")).isFalse();
        assertThat(on(id, "id")).isTrue();
    }

    @Test
    void switch_patch_unknown_schema() {
        String id = api.create("");
        String body = "{'schemas': [{'id': 'public.nope'}]}";
        assertThat(api.patch(sync(id) + "/schemas", body).status()).isEqualTo(400);
        admin.setSwitch("patch_unknown_schema", "404");
        assertThat(api.patch(sync(id) + "/schemas", body).status()).isEqualTo(404);
        admin.setSwitch("patch_unknown_schema", "ignore");
        assertThat(api.patch(sync(id) + "/schemas", body).status()).isEqualTo(200);
    }

    @Test
    void switch_unknown_field() {
        String body = "'schemas': [{'id': 'public.users', 'fields': ['nope']}]";
        assertThat(api.post("/api/bulk/syncs", Api.syncBody(body)).status()).isEqualTo(400);
        admin.setSwitch("unknown_field", "ignore");
        assertThat(api.post("/api/bulk/syncs", Api.syncBody(body)).status()).isEqualTo(200);
    }

    @Test
    void put_of_a_schema_replaces_it() {
        String id = api.create(MASKED);
        patch(id, "{'id': 'public.users', 'user_output_name': 'people', 'history_enabled': true}");
        api.put(sync(id) + "/schemas/public.users", "{'partition_key': 'country'}");
        JsonNode schema = api.schema(id, USERS);
        assertThat(schema.path("enabled").asBoolean()).isTrue();
        assertThat(schema.path("partition_key").asText()).isEqualTo("country");
        assertThat(schema.path("filters")).isEmpty();
        assertThat(schema.path("user_output_name").asText()).isEmpty();
        assertThat(schema.path("history_enabled").asBoolean()).isTrue();
        assertThat(masked(id)).isFalse();
        assertThat(on(id, "phone")).isTrue();
    }

    @Test
    void history_tables_need_replicate_and_a_destination_that_can() {
        String schemas = "'schemas': [{'id': 'public.users', 'history_enabled': true}]";
        String id = api.create(schemas);
        assertThat(api.schema(id, USERS).path("destination_history_output_name").asText())
                .isEqualTo("users_history");
        assertThat(api.post("/api/bulk/syncs", Api.syncBody("'mode': 'snapshot', " + schemas))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void switch_history_supported_false_hides_the_member() {
        admin.setSwitch("history_supported", "false");
        String id = api.create("'schemas': [{'id': 'public.users', 'history_enabled': true}]");
        assertThat(api.schema(id, USERS).has("history_enabled")).isFalse();
        assertThat(api.get("/api/connections/" + Api.SNOWFLAKE + "/bulksync/target")
                        .data()
                        .has("supports_history_mode"))
                .isFalse();
    }

    @Test
    void ids_in_paths_are_percent_decoded() {
        admin.world().addSourceSchema("Postgres prod", "odd/name with+space.t", "id");
        admin.world().refreshSchemas("Postgres prod");
        String id = api.create("");
        Api.Reply reply = api.get(sync(id) + "/schemas/odd%2Fname%20with+space%2Et");
        assertThat(reply.data().path("id").asText()).isEqualTo("odd/name with+space.t");
    }

    @Test
    void the_history_shows_every_selection_there_was() {
        String id = api.create(MASKED);
        patch(id, "{'id': 'public.users', 'enabled': true}");
        api.post(sync(id) + "/activate", "{'active': false}");
        List<SelectionSnapshot> history = admin.history(id);
        assertThat(history).hasSize(3);
        assertThat(history).extracting(SelectionSnapshot::active).containsExactly(true, true, false);
        assertThat(history)
                .extracting(
                        each -> each.schemas().get(USERS).fields().get("email").obfuscated())
                .containsExactly(true, false, false);
        assertThat(history.get(0).schemas().get(ORDERS).enabled()).isFalse();
        assertThat(history.get(0).sequence()).isLessThan(history.get(1).sequence());
    }

    @Test
    void switch_schema_edit_moves_updated_at() {
        String id = api.create("");
        String before = api.get(sync(id)).data().path("updated_at").asText();
        patch(id, "{'id': 'public.users', 'enabled': true}");
        assertThat(api.get(sync(id)).data().path("updated_at").asText()).isEqualTo(before);
        admin.setSwitch("schema_edit_moves_updated_at", "true");
        patch(id, "{'id': 'public.users', 'enabled': true}");
        assertThat(api.get(sync(id)).data().path("updated_at").asText()).isGreaterThan(before);
    }
}
