package io.polytomic.operator.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RequestBudgetsTest {
    private final RequestBudgets budgets = new RequestBudgets(new FakeTime().time());
    private final Credential key = Credential.bearer("key-one");

    @Test
    void twoOwnersOfAKeyShareABudgetAndTheLowerNumberWins() {
        RequestBudget budget = budgets.acquire(key, "a", 300);
        assertThat(budgets.acquire(Credential.bearer("key-one\n"), "b", 100)).isSameAs(budget);
        assertThat(budget.requestsPerMinute()).isEqualTo(100);
        budgets.acquire(key, "c", 200);
        assertThat(budget.requestsPerMinute()).isEqualTo(100);
        budgets.release(key, "b");
        assertThat(budget.requestsPerMinute()).isEqualTo(200);
    }

    @Test
    void anOwnerMayChangeItsNumber() {
        RequestBudget budget = budgets.acquire(key, "a", 100);
        budgets.acquire(key, "a", 500);
        assertThat(budget.requestsPerMinute()).isEqualTo(500);
    }

    @Test
    void otherKeysHaveBudgetsOfTheirOwn() {
        assertThat(budgets.acquire(Credential.bearer("key-two"), "a", 100)).isNotSameAs(budgets.acquire(key, "a", 100));
    }

    @Test
    void aBudgetNobodyOwnsIsForgotten() {
        RequestBudget budget = budgets.acquire(key, "a", 100);
        budgets.release(key, "stranger");
        assertThat(budgets.acquire(key, "b", 100)).isSameAs(budget);
        budgets.release(key, "a");
        budgets.release(key, "b");
        assertThat(budgets.acquire(key, "a", 100)).isNotSameAs(budget);
    }

    @Test
    void aBudgetOfNothingIsRefusedAndLeavesNoTrace() {
        RequestBudget budget = budgets.acquire(key, "a", 100);
        assertThatThrownBy(() -> budgets.acquire(key, "b", 0)).isInstanceOf(IllegalArgumentException.class);
        budgets.acquire(key, "a", 90);
        assertThat(budget.requestsPerMinute()).isEqualTo(90);
    }
}
