package io.polytomic.operator.controller.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.api.v1alpha1.BulkSync;
import io.polytomic.operator.client.Priority;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of passes that talk to the API")
class LanesTest {
    private final List<String> woken = new ArrayList<>();
    private final Lanes lanes = new Lanes(1, id -> woken.add(id.getName()));

    private static BulkSync sync(String name) {
        var sync = new BulkSync();
        sync.getMetadata().setName(name);
        sync.getMetadata().setNamespace("team");
        return sync;
    }

    /** Whether there was room; meanwhile the others come. */
    private boolean comes(Priority priority, String name, Runnable meanwhile) {
        return lanes.through(priority, sync(name), () -> {
                    meanwhile.run();
                    return true;
                })
                .orElse(false);
    }

    private boolean comes(Priority priority, String name) {
        return comes(priority, name, () -> {});
    }

    @Test
    @DisplayName("those that find their lane full come one by one, in the order in which they came first")
    void inOrder() {
        comes(
                Priority.CREATE,
                "a",
                () -> List.of("b", "c", "d", "b")
                        .forEach(
                                name -> assertThat(comes(Priority.CREATE, name)).isFalse()));
        assertThat(woken).containsExactly("b");
        assertThat(comes(Priority.CREATE, "b")).isTrue();
        assertThat(comes(Priority.CREATE, "c")).isTrue();
        assertThat(comes(Priority.CREATE, "d")).isTrue();
        assertThat(woken).containsExactly("b", "c", "d");
        assertThat(lanes.waiting().get(Priority.CREATE)).isZero();
    }

    @Test
    @DisplayName("an edit does not wait for those that are being created, however many they are")
    void editGoesFirst() {
        comes(Priority.CREATE, "a", () -> {
            assertThat(comes(Priority.CREATE, "b")).isFalse();
            assertThat(comes(Priority.USER_EDIT, "edited")).isTrue();
            assertThat(comes(Priority.RUN, "run")).isTrue();
            assertThat(comes(Priority.SWEEP, "swept")).isTrue();
        });
    }

    @Test
    @DisplayName("one that is overtaken when it comes keeps its place")
    void keepsItsPlace() {
        comes(Priority.CREATE, "a", () -> List.of("b", "c").forEach(name -> comes(Priority.CREATE, name)));
        comes(
                Priority.CREATE,
                "overtakes",
                () -> assertThat(comes(Priority.CREATE, "b")).isFalse());
        assertThat(woken).containsExactly("b", "b");
    }

    @Test
    @DisplayName("one that was woken and has nothing to do any more, or is gone, hands its turn on")
    void handsOn() {
        comes(Priority.CREATE, "a", () -> List.of("b", "c").forEach(name -> comes(Priority.CREATE, name)));
        lanes.giveUp(sync("b"));
        assertThat(woken).containsExactly("b", "c");
    }

    @Test
    @DisplayName("one that is edited while it waits to be created waits in the other lane only")
    void changesLane() {
        comes(
                Priority.USER_EDIT,
                "x",
                () -> comes(Priority.CREATE, "a", () -> {
                    comes(Priority.CREATE, "b");
                    comes(Priority.USER_EDIT, "b");
                    assertThat(lanes.waiting())
                            .containsEntry(Priority.CREATE, 0)
                            .containsEntry(Priority.USER_EDIT, 1);
                }));
        assertThat(woken).containsExactly("b");
    }

    @Test
    @DisplayName("one that fails leaves its place")
    void failing() {
        try {
            comes(Priority.CREATE, "a", () -> {
                throw new IllegalStateException("of this pass");
            });
        } catch (IllegalStateException expected) {
            assertThat(comes(Priority.CREATE, "b")).isTrue();
        }
    }

    @Test
    @DisplayName("full lanes never hold every thread")
    void threads() {
        assertThat(Lanes.threadsFor(10)).isGreaterThan(10 * 4 + 2 + 2);
    }

    @Test
    @DisplayName("one that was woken and comes by another lane hands its turn on")
    void wokenAndEdited() {
        comes(Priority.CREATE, "a", () -> List.of("b", "c").forEach(name -> comes(Priority.CREATE, name)));
        assertThat(comes(Priority.USER_EDIT, "b")).isTrue();
        assertThat(woken).containsExactly("b", "c");
    }
}
