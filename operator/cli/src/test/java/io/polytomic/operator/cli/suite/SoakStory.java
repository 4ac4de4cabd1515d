package io.polytomic.operator.cli.suite;

import io.polytomic.operator.simulator.Fault;
import io.polytomic.operator.simulator.FaultKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What happens in a soak, told by a seed: one step a {@link #TICK}. Pure. */
final class SoakStory {
    static final Duration TICK = Duration.ofMillis(250);

    /** Calls that one {@link #faults} is for; one in twenty of them goes wrong. */
    static final int CALLS = 1_000;

    private static final int FAULTS = CALLS / 20;

    /** All objects are delivered in the first fifth. */
    private static final int DELIVERY = 5;

    private static final int SCHEDULED = 8;
    private static final int TICKS_OF_STORM = 120;
    private static final int TICKS_OF_CALM = 180;
    private static final int TICKS_OF_A_LONG_STORY = 2_400;
    private static final int TICKS_OF_THE_END = 480;
    private static final int TICKS_TO_TIDY = 80;
    private static final int TICKS_TO_DELIVER = 20;

    /** A path that is corrected a third time within an hour is contested, and left to people. */
    private static final int DRIFTS_OF_A_KIND = 2;

    /** What somebody else changes behind the operator's back. */
    enum Drift {
        LIMIT,
        UNMASK,
        SWITCH_SCHEMA_OFF,
        DEACTIVATE
    }

    /** What machines do. */
    enum Trouble {
        KILL_LEADER,
        KILL_STANDBY,
        HAND_OVER,
        PAUSE_LEADER,
        RESTART_API_SERVER
    }

    /** One thing that happens. */
    sealed interface Step {}

    record Deliver(List<SoakWish> wishes) implements Step {}

    record Edit(SoakWish wish) implements Step {}

    record Change(String sync, Drift drift) implements Step {}

    record Run(String name, String sync) implements Step {}

    /** Started by somebody else. */
    record ForeignRun(String sync) implements Step {}

    /** Removes the runs that are finished. */
    record Tidy() implements Step {}

    record Disrupt(Trouble trouble) implements Step {}

    private final Random random;
    private final Random faults;
    private final int objects;
    private final int ticks;
    private final Map<String, SoakWish> wishes = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final Map<Change, Integer> changes = new HashMap<>();
    private final List<Trouble> bag = new ArrayList<>();
    private int tick;
    private int runs;

    SoakStory(long seed, int objects, Duration length) {
        this.random = new Random(seed);
        this.faults = new Random(seed + 1);
        this.objects = objects;
        this.ticks = (int) length.dividedBy(TICK);
    }

    boolean goesOn() {
        return tick < ticks;
    }

    Step next() {
        int now = tick++;
        int portions = Math.max(1, ticks / DELIVERY / TICKS_TO_DELIVER);
        int portion = now / TICKS_TO_DELIVER;
        if (now % TICKS_TO_DELIVER == 0 && portion < portions) {
            return deliver(objects * (portion + 1) / portions);
        }
        if (now % ticksToTrouble(now) == ticksToTrouble(now) / 2 + 1) {
            return new Disrupt(trouble(isCalm(now)));
        }
        return now % TICKS_TO_TIDY == TICKS_TO_TIDY - 1 ? new Tidy() : deed();
    }

    /** In a short story each trouble happens once. */
    private int ticksToTrouble(int now) {
        return isCalm(now) ? TICKS_OF_CALM : Math.min(TICKS_OF_STORM, ticks / Trouble.values().length);
    }

    /** Most of a long story leaves the leader alone, so that its heap can be watched. */
    boolean isCalm() {
        return isCalm(tick);
    }

    /** Whether there is time for what is settled after minutes only. */
    boolean isLong() {
        return ticks >= TICKS_OF_A_LONG_STORY;
    }

    private boolean isCalm(int now) {
        return isLong() && now > ticks / 3 && now < ticks - TICKS_OF_THE_END;
    }

    private Step deliver(int until) {
        var news = new ArrayList<SoakWish>();
        while (names.size() < until) {
            int minute = random.nextInt(SCHEDULED) == 0 ? random.nextInt(60) : -1;
            var wish = new SoakWish(
                    "s" + names.size(),
                    minute,
                    limit(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean());
            names.add(wish.name());
            wishes.put(wish.name(), wish);
            news.add(wish);
        }
        return new Deliver(news);
    }

    private int limit() {
        return 1 + random.nextInt(20);
    }

    private Trouble trouble(boolean calm) {
        if (calm) {
            return Trouble.KILL_STANDBY;
        }
        if (bag.isEmpty()) {
            bag.addAll(EnumSet.allOf(Trouble.class));
            Collections.shuffle(bag, random);
        }
        return bag.remove(0);
    }

    private Step deed() {
        var sync = names.get(random.nextInt(names.size()));
        int chance = random.nextInt(20);
        if (chance < 8) {
            return edit(wishes.get(sync));
        }
        if (chance < 12) {
            var drift = Drift.values()[random.nextInt(Drift.values().length)];
            var change = new Change(sync, drift);
            return changes.merge(change, 1, Integer::sum) <= DRIFTS_OF_A_KIND ? change : edit(wishes.get(sync));
        }
        return chance < 19 ? new Run("r" + runs++, sync) : new ForeignRun(sync);
    }

    private Step edit(SoakWish was) {
        int what = random.nextInt(5);
        var wish = new SoakWish(
                was.name(),
                was.minute() >= 0 && what == 0 ? random.nextInt(60) : was.minute(),
                what <= 1 ? limit() : was.limit(),
                (what == 2) != was.payments(),
                (what == 3) != was.emailByRule(),
                (what == 4) != was.cards());
        wishes.put(wish.name(), wish);
        return new Edit(wish);
    }

    /** What goes wrong with the next {@link #CALLS} calls. */
    List<Fault> faults() {
        var all = new ArrayList<Fault>();
        var statuses = isLong() ? STATUSES_OF_A_LONG_STORY : STATUSES;
        for (int i = 0; i < FAULTS; i++) {
            var kind = KINDS.get(faults.nextInt(KINDS.size()));
            all.add(Fault.once(kind, null, null)
                    .withAfter(faults.nextInt(CALLS))
                    .withStatus(statuses.get(faults.nextInt(statuses.size())))
                    .withDelay(Duration.ofMillis(faults.nextInt(2_000))));
        }
        return all;
    }

    private static final List<FaultKind> KINDS = List.of(
            FaultKind.DROP_BEFORE,
            FaultKind.DROP_AFTER_EFFECT,
            FaultKind.STATUS,
            FaultKind.STATUS_AFTER_EFFECT,
            FaultKind.DELAY,
            FaultKind.DELAY_AFTER_EFFECT,
            FaultKind.RATE_LIMIT,
            FaultKind.NOT_JSON,
            FaultKind.TRUNCATED_BODY,
            FaultKind.UNKNOWN_WORD);

    /** A gateway's: nothing is on record for a key. */
    private static final List<Integer> STATUSES = List.of(502, 503, 504);

    /** The API's own as well: one that is on record for a key is settled by looking for five minutes. */
    private static final List<Integer> STATUSES_OF_A_LONG_STORY = List.of(500, 502, 503, 504);
}
