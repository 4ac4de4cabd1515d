package io.polytomic.operator.core.plan;

import io.polytomic.operator.core.sync.DesiredSync;
import io.polytomic.operator.core.sync.DesiredSync.Selection;
import io.polytomic.operator.core.sync.FieldDefinition;
import io.polytomic.operator.core.sync.FieldMember;
import io.polytomic.operator.core.sync.MaskRule;
import io.polytomic.operator.core.sync.Member;
import io.polytomic.operator.core.sync.SchemaDefinition;
import io.polytomic.operator.core.sync.SchemaMember;
import io.polytomic.operator.core.sync.SyncDefinition;
import io.polytomic.operator.core.sync.SyncMember;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/**
 * Any manifest and any remote sync. The worlds are small on purpose (three schemas, four fields, a few values a member), so
 * that both sides often speak of the same thing and often agree.
 */
final class Syncs extends DomainContextBase {
    private static final List<String> SCHEMAS = List.of("crm.contacts", "public.orders", "public.users");
    private static final List<String> FIELDS = List.of("Email", "email", "id", "work_email");

    @Provide
    Arbitrary<DesiredSync> desired() {
        return Combinators.combine(
                        sync(),
                        Arbitraries.of(Selection.class),
                        Arbitraries.maps(Arbitraries.of(SCHEMAS), Arbitraries.of(true, false)),
                        rules())
                .as(DesiredSync::new);
    }

    /** Every schema is known; what is inside of it was read or not. */
    @Provide
    Arbitrary<SyncDefinition> observed() {
        var schemas = new TreeMap<String, Arbitrary<SchemaDefinition>>();
        SCHEMAS.forEach(id -> schemas.put(id, observedSchema()));
        Arbitrary<Map<SyncMember, Object>> members = members(SyncMember.values());
        return Combinators.combine(members, each(schemas)).as(SyncDefinition::new);
    }

    private Arbitrary<SyncDefinition> sync() {
        Arbitrary<Map<SyncMember, Object>> members = members(SyncMember.values());
        return Combinators.combine(members, some(SCHEMAS, schema())).as(SyncDefinition::new);
    }

    private Arbitrary<SchemaDefinition> schema() {
        Arbitrary<Map<SchemaMember, Object>> members = members(SchemaMember.values());
        return Combinators.combine(members, some(FIELDS, field())).as((m, f) -> new SchemaDefinition(m, f, true));
    }

    private Arbitrary<SchemaDefinition> observedSchema() {
        var unread = schema().map(s -> new SchemaDefinition(s.members(), new TreeMap<>(), false));
        return Arbitraries.frequencyOf(Tuple.of(4, schema()), Tuple.of(1, unread));
    }

    private Arbitrary<FieldDefinition> field() {
        Arbitrary<Map<FieldMember, Object>> members = members(FieldMember.values());
        return members.map(FieldDefinition::new);
    }

    private static Arbitrary<List<MaskRule>> rules() {
        return Combinators.combine(
                        Arbitraries.of("*", "public.*", "public.users"),
                        Arbitraries.of("*", "email", "*email", "id", "e*"))
                .as(MaskRule::new)
                .list()
                .ofMaxSize(2);
    }

    /** Any of these members, each with any of its samples; unstated more often than not. */
    private static <M extends Member> Arbitrary<Map<M, Object>> members(M[] members) {
        var all = Arbitraries.just((Map<M, Object>) new LinkedHashMap<M, Object>());
        for (var member : members) {
            all = Combinators.combine(all, value(member)).as((map, value) -> {
                var more = new LinkedHashMap<>(map);
                if (value.stated()) {
                    more.put(member, value.value());
                }
                return more;
            });
        }
        return all;
    }

    private record Value(boolean stated, Object value) {}

    private static Arbitrary<Value> value(Member member) {
        var samples = MemberSamples.all()
                .filter(sample -> sample.member() == member)
                .findFirst()
                .orElseThrow();
        return Arbitraries.of(
                new Value(false, null),
                new Value(false, null),
                new Value(true, samples.value()),
                new Value(true, samples.readBack()),
                new Value(true, samples.other()),
                new Value(true, samples.empty() == null ? samples.other() : samples.empty()));
    }

    private static <T> Arbitrary<SortedMap<String, T>> some(List<String> ids, Arbitrary<T> what) {
        return Arbitraries.maps(Arbitraries.of(ids), what).<SortedMap<String, T>>map(TreeMap::new);
    }

    private static <T> Arbitrary<SortedMap<String, T>> each(SortedMap<String, Arbitrary<T>> parts) {
        var all = Arbitraries.just((SortedMap<String, T>) new TreeMap<String, T>());
        for (var part : parts.entrySet()) {
            all = Combinators.combine(all, part.getValue()).as((map, value) -> {
                var more = new TreeMap<>(map);
                more.put(part.getKey(), value);
                return more;
            });
        }
        return all;
    }
}
