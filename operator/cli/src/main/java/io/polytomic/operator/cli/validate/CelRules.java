package io.polytomic.operator.cli.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The rules that stand in the CRDs, evaluated as they are written. Rules about a change (they speak of {@code oldSelf}) are
 * left out: a file knows no before.
 */
final class CelRules {
    private static final Pattern TRANSITION = Pattern.compile("\\boldSelf\\b");
    private static final CelOptions OPTIONS =
            CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

    /** Names CEL keeps for itself: as members they are escaped, as Kubernetes does it. */
    private static final Set<String> RESERVED = Set.of(
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");

    private final CelCompiler compiler = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("self", SimpleType.DYN)
            .setResultType(SimpleType.BOOL)
            .build();
    private final CelRuntime runtime =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();
    private final Map<String, CelRuntime.Program> programs = new ConcurrentHashMap<>();

    /**
     * Evaluates the rules of {@code schema} and everything below it.
     *
     * @param sound whether everything at and below a path has the right structure; rules of other places are left out
     * @param broken takes path and message of each rule that does not hold
     */
    void check(
            JsonNode value, JsonNode schema, String path, Predicate<String> sound, BiConsumer<String, String> broken) {
        var rules = schema.path("x-kubernetes-validations");
        if (!rules.isEmpty() && !value.isNull() && sound.test(path)) {
            var self = plain(value, schema);
            for (var rule : rules) {
                if (!isTransition(rule.path("rule").asText()) && !holds(rule, self)) {
                    broken.accept(path, rule.path("message").asText());
                }
            }
        }
        schema.path("properties").properties().forEach(property -> {
            if (value.has(property.getKey())) {
                var at = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
                check(value.get(property.getKey()), property.getValue(), at, sound, broken);
            }
        });
        int index = 0;
        if (value.isArray()) {
            for (var item : value) {
                check(item, schema.path("items"), path + "[" + index++ + "]", sound, broken);
            }
        }
    }

    static boolean isTransition(String rule) {
        return TRANSITION.matcher(rule).find();
    }

    private boolean holds(JsonNode rule, Object self) {
        var text = rule.path("rule").asText();
        try {
            return Boolean.TRUE.equals(program(text).eval(Map.of("self", self)));
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("The rule \"" + text + "\" cannot be evaluated: " + e.getMessage(), e);
        }
    }

    /** @throws IllegalStateException when this version cannot read the rule, which a test shows it can */
    CelRuntime.Program program(String rule) {
        return programs.computeIfAbsent(rule, text -> {
            try {
                return runtime.createProgram(compiler.compile(text).getAst());
            } catch (CelValidationException | CelEvaluationException e) {
                throw new IllegalStateException("The rule \"" + text + "\" cannot be read: " + e.getMessage(), e);
            }
        });
    }

    /** A value as CEL sees it: only declared members, whole numbers as 64 bits, nothing where there is null. */
    private static Object plain(JsonNode value, JsonNode schema) {
        if (value.isObject()) {
            var map = new LinkedHashMap<String, Object>();
            value.properties().forEach(member -> {
                var known = schema.path("properties").path(member.getKey());
                var free = schema.path("additionalProperties");
                if (!member.getValue().isNull() && known.isObject()) {
                    map.put(escaped(member.getKey()), plain(member.getValue(), known));
                } else if (!member.getValue().isNull() && free.isObject()) {
                    map.put(member.getKey(), plain(member.getValue(), free));
                }
            });
            return map;
        }
        if (value.isArray()) {
            List<Object> list = new ArrayList<>();
            value.forEach(item -> list.add(plain(item, schema.path("items"))));
            return list;
        }
        if (value.isNumber()) {
            return "number".equals(schema.path("type").asText()) || !value.canConvertToLong()
                    ? (Object) value.doubleValue()
                    : (Object) value.longValue();
        }
        return value.isBoolean() ? (Object) value.booleanValue() : value.asText();
    }

    private static String escaped(String name) {
        return RESERVED.contains(name)
                ? "__" + name + "__"
                : name.replace("__", "__underscores__")
                        .replace(".", "__dot__")
                        .replace("-", "__dash__")
                        .replace("/", "__slash__");
    }
}
