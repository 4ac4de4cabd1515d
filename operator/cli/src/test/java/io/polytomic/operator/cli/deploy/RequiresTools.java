package io.polytomic.operator.cli.deploy;

import io.polytomic.operator.cli.cluster.CiScript;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test class that runs kubectl or helm: skipped with one loud line where they cannot be had, unless they must. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresTools.Condition.class)
@interface RequiresTools {
    CiScript[] value();

    /** Asks the scripts. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (context.getTestMethod().isPresent()) {
                return ConditionEvaluationResult.enabled("its class was asked");
            }
            try {
                for (var tool : context.getRequiredTestClass()
                        .getAnnotation(RequiresTools.class)
                        .value()) {
                    tool.run();
                }
                return ConditionEvaluationResult.enabled("the tools are there");
            } catch (CiScript.NotToBeHad e) {
                if (CiScript.isRequired()) {
                    return ConditionEvaluationResult.enabled("missing, but required: the tests will fail");
                }
                System.err.println("*** " + context.getDisplayName() + " SKIPPED: " + e.getMessage() + " ***");
                return ConditionEvaluationResult.disabled(e.getMessage());
            }
        }
    }
}
