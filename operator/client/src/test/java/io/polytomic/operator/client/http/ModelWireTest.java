package io.polytomic.operator.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.wire.ModelExecutionRecord;
import io.polytomic.operator.client.wire.ModelProblemRecord;
import io.polytomic.operator.client.wire.ModelSyncRecord;
import io.polytomic.operator.client.wire.ModelSyncStatusRecord;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ModelWireTest {
    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private void answer(String json) {
        bench.answer(200, json.replace('\'', '"'));
    }

    @Test
    @DisplayName("A model sync is read with its problems, and its target from where the record has it")
    void record() {
        answer("""
                {'data':{'id':'m','name':'n','active':false,'mode':'from the future','organization_id':'o','updated_at':'t',
                 'target':{'connection_id':'c','object':'Contact'},
                 'problems':[{'code':'gone','severity':'error','path':'fields[0]','message':'no such model'},'odd',null]}}""");
        assertThat(bench.api().getModelSync("m"))
                .isEqualTo(new ModelSyncRecord(
                        "m",
                        "n",
                        false,
                        "from the future",
                        "c",
                        List.of(new ModelProblemRecord("gone", "error", "fields[0]", "no such model")),
                        "o",
                        "t"));
    }

    @Test
    @DisplayName("A list tells the target beside the name, and one odd item costs none of the others")
    void list() {
        answer("""
                {'data':[{'id':'m','name':7,'active':'true','mode':null,'target_connection_id':'c','problems':null},'odd',
                 {'id':{'x':1}}],'pagination':{'next_page_token':'p2'}}""");
        var page = bench.api().listModelSyncs(null);
        assertThat(page.nextPageToken()).isEqualTo("p2");
        assertThat(page.items())
                .containsExactly(
                        new ModelSyncRecord("m", "7", true, null, "c", List.of(), null, null),
                        new ModelSyncRecord(null, null, null, null, null, List.of(), null, null));
    }

    @Test
    @DisplayName(
            "A status keeps words nobody knows, counts that are not told are none, and no list of errors is an empty one")
    void status() {
        answer("""
                {'data':{'current_execution':{'id':'e2','status':'hibernating','type':'scheduled','created_at':'t1',
                  'started_at':'t2','completed_at':null,'counts':{'total':'10','insert':1,'update':2,'upserts':3,'delete':4,
                  'error':5,'warnings':6.5},'errors':null},
                 'last_execution':{'id':'e1','status':'failed','errors':['one','two',{'odd':1}]},
                 'next_execution_time':'t9'}}""");
        assertThat(bench.api().getModelSyncStatus("m"))
                .isEqualTo(new ModelSyncStatusRecord(
                        new ModelExecutionRecord(
                                "e2",
                                "hibernating",
                                "scheduled",
                                "t1",
                                "t2",
                                null,
                                new ModelExecutionRecord.Counts(10L, 1L, 2L, 3L, 4L, 5L, null),
                                List.of()),
                        new ModelExecutionRecord("e1", "failed", null, null, null, null, null, List.of("one", "two")),
                        "t9"));
    }

    @Test
    @DisplayName("An answer about another sync is none, and one that is not the envelope is not an empty list")
    void notAnAnswer() {
        answer("{'data':{'id':'other'}}");
        assertThatThrownBy(() -> bench.api().getModelSync("m")).isInstanceOf(ApiException.Unreadable.class);
        answer("{'items':[]}");
        assertThatThrownBy(() -> bench.api().listModelSyncs(null)).isInstanceOf(ApiException.Unreadable.class);
    }
}
