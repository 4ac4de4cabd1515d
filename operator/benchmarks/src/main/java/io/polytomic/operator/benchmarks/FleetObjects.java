package io.polytomic.operator.benchmarks;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.polytomic.operator.api.v1alpha1.BulkSync;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The objects of a trial: organizations with their Secrets, and syncs spread evenly over them. */
record FleetObjects(KubernetesClient client, String url, Seed seed, int size) {
    /** While the fleet is set up and stirred; at rest the default of 60 s counts. */
    static final String SHORT_POLL = "10s";

    static final String DEFAULT_POLL = "60s";

    private static final int THREADS = 8;
    private static final int MOST_REQUESTS = 6000;

    static String syncName(int number) {
        return "sync-%05d".formatted(number);
    }

    void create() {
        for (int i = 1; i <= seed.organizations(); i++) {
            client.resource(new SecretBuilder()
                            .withNewMetadata()
                            .withName("key-" + i)
                            .withNamespace(Cluster.NAMESPACE)
                            .endMetadata()
                            .addToStringData("apiKey", seed.key(i))
                            .build())
                    .create();
            create(organization(i));
        }
        Parallel.each(IntStream.range(0, size).boxed().toList(), THREADS, number -> create(sync(number)));
    }

    private void create(String yaml) {
        client.resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
                .create();
    }

    private String organization(int number) {
        return """
                apiVersion: sync.polytomic.com/v1alpha1
                kind: PolytomicOrganization
                metadata: {name: organization-%1$d, namespace: %2$s}
                spec:
                  url: %3$s
                  credentials: {secretRef: {name: key-%1$d, key: apiKey}}
                  requestsPerMinute: %4$d
                  pollInterval: %5$s
                """.formatted(number, Cluster.NAMESPACE, url, MOST_REQUESTS, SHORT_POLL);
    }

    /** So many requests a minute for the first organization from now on. */
    void budget(int requestsPerMinute) {
        patchOrganization(1, "{\"spec\":{\"requestsPerMinute\":%d}}".formatted(requestsPerMinute));
    }

    /** More syncs, all in the first organization; the broken ones want a schema that does not exist. */
    void createCrowd(int good, int broken) {
        var first = IntStream.range(0, good + broken).boxed().toList();
        Parallel.each(
                first,
                THREADS,
                number -> create(number < broken ? crowd(number, "public.nope") : crowd(number, "public.table_001")));
    }

    private static String crowd(int number, String schema) {
        return sync("crowd-%05d".formatted(number), 1, "    - {id: %s}".formatted(schema));
    }

    /** Starts a sync once, as a person does. */
    void run(int number) {
        create("""
                apiVersion: sync.polytomic.com/v1alpha1
                kind: BulkSyncRun
                metadata: {name: %s, namespace: %s}
                spec: {bulkSyncRef: {name: %s}}
                """.formatted("run-" + number, Cluster.NAMESPACE, syncName(number)));
    }

    private String sync(int number) {
        return sync(
                syncName(number),
                number % seed.organizations() + 1,
                IntStream.rangeClosed(1, Seed.SCHEMAS)
                        .mapToObj("    - {id: public.table_%03d}"::formatted)
                        .collect(Collectors.joining("\n")));
    }

    private static String sync(String name, int organization, String schemas) {
        return """
                apiVersion: sync.polytomic.com/v1alpha1
                kind: BulkSync
                metadata: {name: %s, namespace: %s}
                spec:
                  organizationRef: {name: organization-%d}
                  mode: replicate
                  source: {connectionName: Postgres prod}
                  destination: {connectionName: Snowflake, configuration: {schema: analytics}}
                  defaultSchedule: {frequency: manual}
                  schemas:
                %s
                """.formatted(name, Cluster.NAMESPACE, organization, schemas);
    }

    /** Polls from now on as often as this. */
    void poll(String interval) {
        for (int i = 1; i <= seed.organizations(); i++) {
            patchOrganization(i, "{\"spec\":{\"pollInterval\":\"%s\"}}".formatted(interval));
        }
    }

    private void patchOrganization(int number, String patch) {
        client.genericKubernetesResources("sync.polytomic.com/v1alpha1", "PolytomicOrganization")
                .inNamespace(Cluster.NAMESPACE)
                .withName("organization-" + number)
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    /** A person's edit of one object, which makes one write to the remote sync: its last schema is switched. */
    void switchLastSchema(int number, boolean on) {
        client.resources(BulkSync.class)
                .inNamespace(Cluster.NAMESPACE)
                .withName(syncName(number))
                .patch(
                        PatchContext.of(PatchType.JSON),
                        "[{\"op\":\"add\",\"path\":\"/spec/schemas/%d/enabled\",\"value\":%b}]"
                                .formatted(Seed.SCHEMAS - 1, on));
    }
}
