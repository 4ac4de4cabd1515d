package io.polytomic.operator.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The specification of plans by example: every folder of {@code resources/plans}, read as data. */
class PlanFoldersTest {
    static Stream<PlanFolder> folders() {
        return PlanFolder.all();
    }

    static Stream<PlanFolder> foldersWithRemote() {
        return folders().filter(folder -> folder.observed() != null);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("folders")
    void the_plan_is_the_golden_one(PlanFolder folder) throws IOException {
        var text = render(folder.plan());
        if (Boolean.getBoolean("golden.update")) {
            folder.rewriteGolden(text);
        }
        assertThat(text).as(folder.toString()).isEqualTo(folder.golden());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("foldersWithRemote")
    void once_applied_nothing_is_left_to_do(PlanFolder folder) {
        var after = folder.plan().applyTo(folder.observed());
        assertThat(Planner.plan(PlanFolder.SYNC_ID, folder.desired(), after, Cause.DRIFT)
                        .changes())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("folders")
    void the_first_line_says_which_law_the_case_stands_for(PlanFolder folder) {
        assertThat(folder.law()).matches("# [A-Z0-9].*\\.");
    }

    /** The shared text, then the names the API does not know, then the hash that would have to be typed. */
    private static String render(Plan plan) {
        var unknown =
                plan.unknown().stream().map(sentence -> "! " + sentence + "\n").collect(Collectors.joining());
        return PlanText.shared().plan(plan) + "\n" + unknown + (plan.isEmpty() ? "" : plan.hash() + "\n");
    }
}
