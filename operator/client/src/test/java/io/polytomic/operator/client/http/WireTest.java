package io.polytomic.operator.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.polytomic.operator.client.wire.Actor;
import io.polytomic.operator.client.wire.BatchStatus;
import io.polytomic.operator.client.wire.BulkSyncRecord;
import io.polytomic.operator.client.wire.ConnectionRecord;
import io.polytomic.operator.client.wire.DestinationInfo;
import io.polytomic.operator.client.wire.ErrorHandlingRecord;
import io.polytomic.operator.client.wire.EventRecord;
import io.polytomic.operator.client.wire.Field;
import io.polytomic.operator.client.wire.Filter;
import io.polytomic.operator.client.wire.Identity;
import io.polytomic.operator.client.wire.Ingestion;
import io.polytomic.operator.client.wire.LogEntry;
import io.polytomic.operator.client.wire.Schedule;
import io.polytomic.operator.client.wire.SchemaCacheStatus;
import io.polytomic.operator.client.wire.SchemaExecution;
import io.polytomic.operator.client.wire.SchemaRecord;
import io.polytomic.operator.client.wire.SourceSchema;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WireTest {
    /** JSON with ' for ". */
    private static JsonNode json(String text) {
        JsonNode node = Json.tryRead(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        assertThat(node.isMissingNode()).as(text).isFalse();
        return node;
    }

    @Test
    void aBulkSyncIsReadInFull() {
        assertThat(Wire.bulkSync(json("""
                        {'id':'s','name':'n','active':true,'mode':'append','source_connection_id':'c1',
                         'source_configuration':{'k':1},'destination_connection_id':'c2','destination_configuration':null,
                         'default_schedule':{'id':'d','frequency':'daily','hour':'3','minute':15},
                         'additional_schedules':[{'frequency':'weekly','day_of_week':'monday','day_of_month':'1',
                           'month':'2','resync_mode':'refetch','schemas':['a'],'selective_mode':'none'}],
                         'automatically_add_new_objects':'all','automatically_add_new_fields':'none',
                         'normalize_names':'disabled','disable_record_timestamps':false,'concurrency_limit':5,
                         'resync_concurrency_limit':null,'data_cutoff_timestamp':'2026-01-01T00:00:00Z','policies':['p'],
                         'organization_id':'o','created_at':'t1','created_by':{'id':'u','name':'U','type':'user'},
                         'updated_at':'t2','updated_by':null,'new_member':{'x':1}}""")))
                .isEqualTo(new BulkSyncRecord(
                        "s",
                        "n",
                        true,
                        "append",
                        "c1",
                        Map.of("k", BigDecimal.ONE),
                        "c2",
                        null,
                        new Schedule("d", "daily", null, null, "3", "15", null, null, null, null),
                        List.of(new Schedule(
                                null, "weekly", "1", "monday", null, null, "2", "refetch", List.of("a"), "none")),
                        "all",
                        "none",
                        "disabled",
                        false,
                        5,
                        null,
                        "2026-01-01T00:00:00Z",
                        List.of("p"),
                        "o",
                        "t1",
                        new Actor("u", "U", "user"),
                        "t2",
                        null));
    }

    @Test
    void oneOddMemberDoesNotCostTheRecord() {
        BulkSyncRecord sync = Wire.bulkSync(json("""
                {'id':7,'name':{'x':1},'active':'TRUE','mode':[],'concurrency_limit':'4','resync_concurrency_limit':1.5,
                 'additional_schedules':{'a':1},'policies':[1,null,{},'p'],'source_configuration':[],
                 'default_schedule':'daily','disable_record_timestamps':'maybe'}"""));
        assertThat(sync.id()).isEqualTo("7");
        assertThat(sync.name()).isNull();
        assertThat(sync.active()).isTrue();
        assertThat(sync.mode()).isNull();
        assertThat(sync.concurrencyLimit()).isEqualTo(4);
        assertThat(sync.resyncConcurrencyLimit()).isNull();
        assertThat(sync.additionalSchedules()).isEmpty();
        assertThat(sync.policies()).containsExactly("1", "p");
        assertThat(sync.sourceConfiguration()).isNull();
        assertThat(sync.defaultSchedule()).isNull();
        assertThat(sync.disableRecordTimestamps()).isNull();
    }

    @Test
    void configurationKeepsEveryDigitAndEveryNull() {
        Map<String, Object> configuration = Wire.bulkSync(
                        json(
                                "{'source_configuration':{'big':12345678901234567890123,'exact':1.10,'no':null,'l':[1,'x',false,{}]}}"))
                .sourceConfiguration();
        assertThat(configuration).containsEntry("big", new BigDecimal("12345678901234567890123"));
        assertThat(configuration).containsEntry("exact", new BigDecimal("1.10"));
        assertThat(configuration).containsEntry("no", null);
        assertThat(configuration).containsEntry("l", Arrays.asList(BigDecimal.ONE, "x", false, Map.of()));
        assertThat(new String(Json.write(configuration), StandardCharsets.UTF_8))
                .isEqualTo("{\"big\":12345678901234567890123,\"exact\":1.10,\"no\":null,\"l\":[1,\"x\",false,{}]}");
    }

    @Test
    void aSchemaTellsNoFieldsFromFieldsNotTold() {
        SchemaRecord full = Wire.schema(json("""
                {'id':'t','enabled':true,'partition_key':'pk','tracking_field':'tf','user_output_name':'u','output_name':'o',
                 'data_cutoff_timestamp':'c','disable_data_cutoff':false,'history_enabled':true,
                 'filters':[{'field_id':'f','function':'Equality','value':[1.0,'a']}],
                 'fields':[{'id':'f','enabled':true,'obfuscated':true,'output_name':'fo','user_output_name':'fu'}]}"""));
        assertThat(full)
                .isEqualTo(new SchemaRecord(
                        "t",
                        true,
                        "pk",
                        "tf",
                        "u",
                        "o",
                        "c",
                        false,
                        true,
                        List.of(new Filter("f", "Equality", List.of(new BigDecimal("1.0"), "a"))),
                        List.of(new Field("f", true, true, "fo", "fu"))));
        SchemaRecord listed = Wire.schema(json("{'id':'t'}"));
        assertThat(listed.fields()).isNull();
        assertThat(listed.filters()).isNull();
        SchemaRecord none = Wire.schema(json("{'id':'t','fields':null,'filters':[]}"));
        assertThat(none.fields()).isEmpty();
        assertThat(none.filters()).isEmpty();
    }

    @Test
    void statusAndExecutionsAreReadInFull() {
        var status = Wire.status(json("""
                {'current_execution':{'id':'e','status':'pondering','status_message':'m','type':'manual','fetch_mode':'full',
                   'is_partial':true,'is_resync':false,'is_test':true,'output_disposition':'truncate','created_at':'1',
                   'started_at':'2','completed_at':null,'updated_at':'4','record_count':5000000000,'error_count':'6',
                   'warning_count':7.0,'schemas':[{'schema':'t','output_name':'o','status':'running','status_message':'sm',
                   'started_at':'8','completed_at':'9','record_count':10,'error_count':11,'warning_count':12}]},
                 'last_execution':null,'next_execution_time':'13','ingestion_status':{'enabled':true,'status':'ok',
                   'is_running':false,'highwater_mark':'h','position':'p','position_time':'pt','status_message':'im'}}"""));
        var run = status.currentExecution();
        assertThat(status.lastExecution()).isNull();
        assertThat(status.nextExecutionTime()).isEqualTo("13");
        assertThat(status.ingestionStatus()).isEqualTo(new Ingestion(true, "ok", false, "h", "p", "pt", "im"));
        assertThat(List.of(run.id(), run.status(), run.statusMessage(), run.type(), run.fetchMode()))
                .containsExactly("e", "pondering", "m", "manual", "full");
        assertThat(List.of(run.isPartial(), run.isResync(), run.isTest())).containsExactly(true, false, true);
        assertThat(List.of(run.outputDisposition(), run.createdAt(), run.startedAt(), run.updatedAt()))
                .containsExactly("truncate", "1", "2", "4");
        assertThat(run.completedAt()).isNull();
        assertThat(List.of(run.recordCount(), run.errorCount(), run.warningCount()))
                .containsExactly(5_000_000_000L, 6L, 7L);
        assertThat(run.schemas())
                .containsExactly(new SchemaExecution("t", null, "o", "running", "sm", "8", "9", 10L, 11L, 12L));
    }

    @Test
    void theBatchStatusSpellsTheNextTimeItsOwnWay() {
        assertThat(Wire.batchStatus(
                        json("{'sync_id':'s','status':'running','nextExecutionTime':'t','schemas':[{'schema':'a',"
                                + "'execution_id':'e'}]}")))
                .isEqualTo(new BatchStatus(
                        "s",
                        "running",
                        "t",
                        List.of(new SchemaExecution("a", "e", null, null, null, null, null, null, null, null))));
        assertThat(Wire.batchStatus(json("{'schemas':null}")).schemas()).isEmpty();
    }

    @Test
    void theOtherRecordsAreReadInFull() {
        assertThat(Wire.identity(
                        json("{'organization_id':'o','organization_name':'O','id':'u','is_user':true,'email':'x'}"),
                        Instant.EPOCH))
                .isEqualTo(new Identity("o", "O", "u", true, Instant.EPOCH));
        assertThat(Wire.errorHandling(json("{'ingestion_failure_threshold':30,'subscribers':['a@b.c']}")))
                .isEqualTo(new ErrorHandlingRecord(30L, List.of("a@b.c")));
        assertThat(Wire.logEntry(json("{'id':'1-0','level':'INFO','message':'m','timestamp':'t','payload':{}}")))
                .isEqualTo(new LogEntry("1-0", "INFO", "m", "t"));
        assertThat(Wire.schemaCache(
                        json("{'cache_status':'fresh','last_refresh_started':'1','last_refresh_finished':'2'}")))
                .isEqualTo(new SchemaCacheStatus("fresh", "1", "2"));
        assertThat(Wire.source(
                                json(
                                        "{'schemas':[{'id':'t','name':'T','fields':[{'id':'f'},{'name':'no id'}]},{'id':'u'}]}"))
                        .schemas())
                .containsExactly(new SourceSchema("t", "T", List.of("f")), new SourceSchema("u", null, List.of()));
        assertThat(Wire.destination(json(
                        "{'modes':[{'id':'replicate'}],'supported_resync_modes':['a'],'supports_history_mode':true,"
                                + "'configuration':{'schema':{'required':true}}}")))
                .isEqualTo(new DestinationInfo(
                        List.of("replicate"), List.of("a"), true, json("{'schema':{'required':true}}")));
        assertThat(Wire.event(json(
                        "{'id':'1','type':'bulk_sync.failed','created_at':'t','event':{'sync_id':'s','execution_id':'e',"
                                + "'trigger_source':'api','schedule':{'id':'d','frequency':'daily'}}}")))
                .isEqualTo(new EventRecord("1", "bulk_sync.failed", "t", "s", "e", "api", "d", "daily"));
        assertThat(Wire.event(json("{'id':'1','event':null}")).syncId()).isNull();
    }

    @Test
    void aConnectionIsKeptWithoutItsConfiguration() {
        ConnectionRecord connection = Wire.connection(
                json(
                        "{'id':'c','name':'n','type':{'id':'postgresql'},'status':'healthy','organization_id':'o','configuration':{'password':'hunter2'}}"));
        assertThat(connection).isEqualTo(new ConnectionRecord("c", "n", "postgresql", "healthy", "o"));
        assertThat(connection.toString()).doesNotContain("hunter2");
    }
}
