package io.polytomic.operator.controller.engine;

import io.polytomic.operator.api.v1alpha1.CreateWish;
import io.polytomic.operator.api.v1alpha1.Limits;
import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.wire.BulkSyncRecord;
import io.polytomic.operator.controller.translate.BodyWriter;
import io.polytomic.operator.controller.translate.RemoteText;
import io.polytomic.operator.controller.watch.Sighting;
import io.polytomic.operator.core.outcome.Outcome;
import io.polytomic.operator.core.outcome.Reason;
import io.polytomic.operator.core.run.StartMachine;
import io.polytomic.operator.core.sync.DesiredSync.Selection;
import io.polytomic.operator.core.sync.SyncMember;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Creates a remote sync exactly once (design.md §2). The wish, with the ids that already bear the name, is on record
 * before anything is sent. After a lost answer or a restart it looks before it sends, and sends the same key with the same
 * body; a new key only when nothing can have come of the old one.
 */
final class CreateProtocol {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private CreateProtocol() {}

    /** Puts the wish on record and sends it; on return the draft holds the id. */
    static void begin(SyncTask task, Collection<Sighting> listing) {
        int attempt = task.draft.create == null ? 1 : attempt(task);
        var known = listing.stream()
                .filter(s -> task.name().equals(s.name()))
                .map(Sighting::id)
                .sorted()
                .toList();
        if (known.size() > Limits.KNOWN_IDS) {
            throw Stop.stalled(
                    Reason.AMBIGUOUS_MATCH,
                    "More than %d remote syncs are named \"%s\"; use another name."
                            .formatted(Limits.KNOWN_IDS, task.name()));
        }
        var stated = task.desired.stated();
        task.draft.organizationId = task.organization.organizationId();
        task.draft.syncName = task.name();
        task.pin(stated.text(SyncMember.SOURCE_CONNECTION), stated.text(SyncMember.DESTINATION_CONNECTION));
        task.draft.create = new CreateWish(
                attempt,
                task.generation(),
                task.organization.watch().serverNow().toString(),
                known.isEmpty() ? null : known,
                null);
        task.progress(Reason.CREATING, "The remote sync is being created: inactive first, read back, then activated.");
        var before = task.clock.instant();
        task.wish();
        if (task.clock.instant().isAfter(before.plus(LostAnswer.ALONE))) {
            throw unconfirmed(task); // another one may lead by now: the next pass looks first
        }
        send(task, before.plus(LostAnswer.ALONE));
    }

    /**
     * Goes on with a wish found on record, which may have been sent; on return the draft holds the id, or the wish is closed
     * because nothing came of it, and the manifest is taken as if it were new.
     *
     * @param free refuses a sync that another object holds
     */
    static void resume(SyncTask task, Consumer<String> free) {
        var wish = task.draft.create;
        var listing = task.organization.watch().listing();
        var found = candidates(task, wish, listing);
        if (found.size() > 1) {
            throw Stop.stalled(
                    Reason.AMBIGUOUS_MATCH,
                    "A create was sent, its answer lost, and several syncs could be its result: "
                            + String.join(", ", found) + "; name the right one with spec.syncId.");
        }
        if (found.size() == 1) {
            free.accept(found.get(0));
            refuseOthers(task, listing, found.get(0));
            bind(task, task.api().getBulkSync(found.get(0)));
            task.record();
            return;
        }
        if (LostAnswer.isLongEmpty(
                wish.lookingSince(), task.organization.watch().serverNow())) {
            task.draft.create = CreateWish.closed(wish.attempt() + 1);
            return;
        }
        boolean expired = age(task).compareTo(StartMachine.KEY_LIFETIME) > 0;
        if (wish.lookingSince() == null && (expired || !isSameRequest(task))) {
            onlyLook(task);
        }
        if (task.draft.create.lookingSince() != null) {
            throw Stop.waiting(
                    Reason.CREATE_UNCONFIRMED,
                    "A create was sent, and it is not certain that nothing came of it. Nothing is sent until five minutes of"
                            + " looking (status.create.lookingSince) have shown nothing.",
                    LostAnswer.askAgain(age(task), LOOK_AGAIN));
        }
        task.checkUntouched();
        send(task, Instant.MIN);
    }

    /** After a look that was empty: the key rests from now on, so that what is on record stays true whatever becomes of us. */
    static void onlyLook(SyncTask task) {
        task.draft.create = task.draft.create.lookingSince(
                task.organization.watch().serverNow().toString());
    }

    /** Under one key always the same body: also a name of a connection may mean another one by now. */
    private static boolean isSameRequest(SyncTask task) {
        var stated = task.desired.stated();
        return Objects.equals(task.draft.create.generation(), task.generation())
                && Objects.equals(task.draft.sourceConnectionId, stated.text(SyncMember.SOURCE_CONNECTION))
                && Objects.equals(task.draft.destinationConnectionId, stated.text(SyncMember.DESTINATION_CONNECTION));
    }

    private static int attempt(SyncTask task) {
        return task.draft.create.attempt() == null ? 1 : task.draft.create.attempt();
    }

    /**
     * Syncs that appeared since the wish and bear its name, source and destination; those of our own key, when there are
     * any: the key may have been changed meanwhile. The wish put the three into status: the manifest may say something
     * else by now.
     */
    static List<String> candidates(SyncTask task, CreateWish wish, Collection<Sighting> listing) {
        List<String> known = wish.knownIds() == null ? List.of() : wish.knownIds();
        var me = task.organization.identity().id();
        var wished = task.draft;
        var appeared = listing.stream()
                .filter(s -> s.is(wished.syncName, wished.sourceConnectionId, wished.destinationConnectionId))
                .filter(s -> !known.contains(s.id()))
                .toList();
        var mine = appeared.stream().filter(s -> isMine(s, me)).toList();
        return (mine.isEmpty() ? appeared : mine)
                .stream().map(Sighting::id).sorted().toList();
    }

    private static boolean isMine(Sighting sighting, String me) {
        return me == null || sighting.createdById() == null || me.equals(sighting.createdById());
    }

    /** What somebody else made is never taken, nor deleted, on a likeness. */
    static void refuseOthers(SyncTask task, Collection<Sighting> listing, String id) {
        var me = task.organization.identity().id();
        if (listing.stream().anyMatch(s -> s.id().equals(id) && !isMine(s, me))) {
            throw Stop.stalled(
                    Reason.AMBIGUOUS_MATCH,
                    "A create was sent, its answer lost, and %s, made by another user, could be its result; name it with"
                                    .formatted(id)
                            + " spec.syncId if it is, rename one of the two if it is not.");
        }
    }

    /** @param aloneUntil until then nobody else can have sent this key, so any refusal is an answer to this sending */
    private static void send(SyncTask task, Instant aloneUntil) {
        var wish = task.draft.create;
        var body = BodyWriter.create(task.desired.stated(), task.name(), task.desired.selection() == Selection.ALL);
        var key = task.uid() + "-create-" + wish.attempt();
        try {
            bind(task, task.api().createBulkSync(body, key));
        } catch (ApiException e) {
            throw answered(task, wish, e, task.clock.instant().isBefore(aloneUntil));
        }
    }

    /** A definitive answer closes the wish and moves the attempt on; any other leaves it for the next pass to settle. */
    private static Stop answered(SyncTask task, CreateWish wish, ApiException e, boolean firstTime) {
        boolean turnedAway = e instanceof ApiException.Unauthorized
                || e instanceof ApiException.AccessDenied
                || e instanceof ApiException.Throttled
                || e instanceof ApiException.Unavailable;
        if (e.definitive() && (firstTime || !turnedAway)) {
            task.draft.create = CreateWish.closed(wish.attempt() + 1);
            task.record();
            return new Stop(Failures.outcome(e));
        }
        if (!firstTime && Failures.isServersOwn(e) && LostAnswer.isPatienceOver(age(task)) && nothingIsThere(task)) {
            onlyLook(task);
        }
        return unconfirmed(task);
    }

    private static Stop unconfirmed(SyncTask task) {
        return new Stop(new Outcome.Waiting(
                Reason.CREATE_UNCONFIRMED,
                "A create was sent and its answer is not known; the operator looks for its result before it sends the same"
                        + " request again.",
                LostAnswer.askAgain(age(task), LOOK_AGAIN)));
    }

    private static boolean nothingIsThere(SyncTask task) {
        return candidates(task, task.draft.create, task.organization.watch().listing())
                .isEmpty();
    }

    /** By the clock of the API, which wrote the wish's time: the operator's may be wrong. */
    private static Duration age(SyncTask task) {
        return Duration.between(
                Instant.parse(task.draft.create.requestedAt()),
                task.organization.watch().serverNow());
    }

    /**
     * The id is stored with what the pass comes to: should that be lost, the wish on record leads to it again, as after a
     * lost answer.
     */
    private static void bind(SyncTask task, BulkSyncRecord made) {
        task.draft.syncId = made.id();
        task.draft.syncName = RemoteText.word(made.name());
        task.draft.organizationId = task.organization.organizationId();
        task.organization
                .watch()
                .made(new Sighting(
                        made.id(),
                        made.name(),
                        made.sourceConnectionId(),
                        made.destinationConnectionId(),
                        made.updatedAt(),
                        made.createdBy() == null ? null : made.createdBy().id(),
                        null));
        task.event(false, "Created", "Remote sync " + made.id() + " was created, inactive; it is read back next.");
    }
}
