package io.polytomic.operator.controller.engine;

import io.polytomic.operator.client.ApiException;
import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.core.run.StartAnswer;
import io.polytomic.operator.core.run.StartMachine;
import java.time.Duration;

/** Sends the start of a run, and puts whatever comes back into the words of {@link StartMachine}. */
final class StartCall {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private StartCall() {}

    static StartAnswer send(RunTask task, PolytomicApi api) {
        var key = task.uid() + "-start-" + task.draft.start.attempt();
        try {
            return new StartAnswer.Started(api.startExecution(task.draft.syncId, task.request.body(), key)
                    .id());
        } catch (ApiException.Conflict e) {
            return new StartAnswer.Conflict();
        } catch (ApiException.Rejected e) {
            return e.schemaCacheNotReady()
                    ? new StartAnswer.TurnedAway(e.getMessage(), SOON)
                    : new StartAnswer.Refused("The API refused the start: " + e.getMessage());
        } catch (ApiException.Missing e) {
            return e.saidByApi()
                    ? new StartAnswer.Refused("The API does not know the sync (404): " + e.getMessage())
                    : new StartAnswer.Lost(false);
        } catch (ApiException.Throttled e) {
            return new StartAnswer.TurnedAway(e.getMessage(), e.retryAfter());
        } catch (ApiException.Unavailable e) {
            return e.sent()
                    ? new StartAnswer.Lost(Failures.isServersOwn(e))
                    : new StartAnswer.TurnedAway(e.getMessage(), SOON);
        } catch (ApiException.Unauthorized | ApiException.AccessDenied e) {
            return new StartAnswer.TurnedAway(e.getMessage(), LOOK_AGAIN);
        } catch (ApiException.Unreadable e) {
            return new StartAnswer.Lost(false);
        }
    }
}
