package io.polytomic.operator.cli.plan;

import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import io.polytomic.operator.cli.manifest.Manifest;
import io.polytomic.operator.cli.manifest.Manifests;
import io.polytomic.operator.cli.validate.Validator;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.controller.engine.Preview;
import io.polytomic.operator.controller.translate.SameTables;
import io.polytomic.operator.controller.watch.Organizations;
import io.polytomic.operator.core.sync.Impact;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Plans every BulkSync among the manifests with the operator's own planner. Only reads. */
public final class PlanMaker {
    private final PolytomicApi api;
    private final ClusterState cluster;
    private final String defaultNamespace;
    private final BiConsumer<Integer, Integer> progress;

    /**
     * @param defaultNamespace where manifests go that name none
     * @param progress is told how many of how many are planned
     */
    public PlanMaker(
            PolytomicApi api, ClusterState cluster, String defaultNamespace, BiConsumer<Integer, Integer> progress) {
        this.api = api;
        this.cluster = cluster;
        this.defaultNamespace = defaultNamespace;
        this.progress = progress;
    }

    /** @throws io.polytomic.operator.client.ApiException when the API refuses the key or cannot be reached */
    public PlanResult plan(Manifests manifests, Set<Impact> deny) {
        var objects = new ManifestObjects(cluster, defaultNamespace);
        var validator = new Validator();
        var planned = new LinkedHashMap<Manifest, Planned>();
        var syncs = new LinkedHashMap<Manifest, BulkSync>();
        for (var manifest : manifests.of("BulkSync")) {
            var wrong = validator.check(manifest);
            planned.put(manifest, wrong.isEmpty() ? null : Planned.invalid(manifest, namespace(manifest), wrong));
            if (wrong.isEmpty()) {
                syncs.put(manifest, objects.sync(manifest, syncs.size()));
            }
        }
        var organizations = organizations(manifests, validator, objects);
        var competing = new ArrayList<>(syncs.values());
        competing.addAll(objects.others(competing));
        var preview = new Preview(api, organizations, competing, cluster.managed(), Clock.systemUTC());
        var sameTables = new SameTables(competing);
        var elsewhere = new ArrayList<String>();
        int done = 0;
        for (var entry : syncs.entrySet()) {
            var manifest = entry.getKey();
            var foreign = foreign(entry.getValue(), organizations, preview.organizationId());
            if (foreign == null) {
                planned.put(
                        manifest,
                        Planned.of(manifest, namespace(manifest), preview.of(entry.getValue()))
                                .warned(sameTables.sentences(entry.getValue(), PlanMaker::named)));
            } else {
                planned.remove(manifest);
                elsewhere.add(namespace(manifest) + "/" + manifest.name() + ": " + foreign);
            }
            progress.accept(++done, syncs.size());
        }
        return new PlanResult(
                List.copyOf(planned.values()), elsewhere, manifests.problems(), manifests.skipped(), deny);
    }

    private static String named(BulkSync sync) {
        return "BulkSync %s/%s"
                .formatted(sync.getMetadata().getNamespace(), sync.getMetadata().getName());
    }

    private String namespace(Manifest manifest) {
        return manifest.namespace().isEmpty() ? defaultNamespace : manifest.namespace();
    }

    /** Those of the manifests, and those of the cluster that no manifest speaks of. */
    private List<PolytomicOrganization> organizations(
            Manifests manifests, Validator validator, ManifestObjects objects) {
        var all = new ArrayList<PolytomicOrganization>();
        manifests.of("PolytomicOrganization").stream()
                .filter(manifest -> validator.check(manifest).isEmpty())
                .forEach(manifest -> all.add(objects.organization(manifest)));
        cluster.organizations().stream()
                .filter(live -> all.stream().noneMatch(stated -> ManifestObjects.isSame(stated, live)))
                .forEach(all::add);
        return all;
    }

    /** A sentence when the sync belongs to an organization that is known not to be the one of the key. */
    private static String foreign(BulkSync sync, List<PolytomicOrganization> organizations, String organizationId) {
        var id = Organizations.idOf(
                sync.getSpec().organizationRefOrDefault(), sync.getMetadata().getNamespace());
        return organizations.stream()
                .filter(o -> o.getMetadata().getName().equals(id.getName())
                        && o.getMetadata()
                                .getNamespace()
                                .equals(id.getNamespace().orElse("")))
                .map(PlanMaker::stated)
                .filter(stated -> stated != null && !stated.equals(organizationId))
                .map(stated -> "belongs to organization %s; the key is one of %s.".formatted(stated, organizationId))
                .findFirst()
                .orElse(null);
    }

    private static String stated(PolytomicOrganization organization) {
        var pinned = organization.getStatus() == null
                ? null
                : organization.getStatus().organizationId();
        return organization.getSpec().organizationId() != null
                ? organization.getSpec().organizationId()
                : pinned;
    }

    /** Impacts by their words; a wrong word is refused in one sentence. */
    public static Set<Impact> impacts(List<String> words) {
        Map<String, Impact> known = new LinkedHashMap<>();
        for (var impact : Impact.values()) {
            known.put(impact.word().toLowerCase(Locale.ROOT), impact);
        }
        var found = new HashSet<Impact>();
        for (var word : words) {
            var impact = known.get(word.strip().toLowerCase(Locale.ROOT));
            if (impact == null) {
                throw new IllegalArgumentException("--deny: there is no impact \"%s\"; there are %s."
                        .formatted(
                                word,
                                String.join(
                                        ", ",
                                        known.values().stream()
                                                .map(Impact::word)
                                                .toList())));
            }
            found.add(impact);
        }
        return found;
    }
}
