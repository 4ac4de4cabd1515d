package io.polytomic.operator.client.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Lenient reading: a member that is absent, null or of a type that cannot be meant is null; numbers and booleans read as
 * text where text is wanted, and text as number or boolean where it spells one. One odd member never costs a whole list.
 */
final class Json {
    static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(200).build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** Characters of a number told as text; to read one of millions of digits takes hours. */
    private static final int LONGEST_NUMBER = 64;

    private Json() {}

    /** The value; a missing node when this is not one JSON value and nothing else. */
    static JsonNode tryRead(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException | NumberFormatException e) { // the latter for an exponent of more than nine digits
            return MissingNode.getInstance();
        }
    }

    /** @param body maps, lists, text, numbers, booleans and null */
    static byte[] write(Map<String, ?> body) {
        try {
            return MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A request body must be made of plain values.", e);
        }
    }

    static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }

    static Boolean bool(JsonNode node, String name) {
        String text = text(node, name);
        if ("true".equalsIgnoreCase(text)) {
            return Boolean.TRUE;
        }
        return "false".equalsIgnoreCase(text) ? Boolean.FALSE : null;
    }

    /** A whole number; null when it has a fraction or does not fit. */
    static Long whole(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        if (value.isTextual()) {
            return whole(value.textValue());
        }
        return value.isNumber() ? whole(value.decimalValue()) : null;
    }

    static Long whole(String text) {
        if (text.length() > LONGEST_NUMBER) {
            return null;
        }
        try {
            return whole(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static Long whole(BigDecimal number) {
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            return null;
        }
    }

    static Integer wholeInt(JsonNode node, String name) {
        Long value = whole(node, name);
        return value == null || value != value.intValue() ? null : (Integer) value.intValue();
    }

    /** Members of an array that are objects, each read; null when there is no such array. */
    static <T> List<T> list(JsonNode array, Function<JsonNode, T> item) {
        if (!array.isArray()) {
            return null;
        }
        List<T> items = new ArrayList<>(array.size());
        for (JsonNode node : array) {
            if (node.isObject()) {
                items.add(item.apply(node));
            }
        }
        return items;
    }

    /** Scalars of an array as text. */
    static List<String> texts(JsonNode array) {
        List<String> items = new ArrayList<>();
        for (JsonNode node : array) {
            if (array.isArray() && node.isValueNode() && !node.isNull()) {
                items.add(node.asText());
            }
        }
        return items;
    }

    /** An object read by {@code reader}, null when there is none. */
    static <T> T object(JsonNode node, Function<JsonNode, T> reader) {
        return node.isObject() ? reader.apply(node) : null;
    }

    /** The members of an object as plain values, in their order; null when it is none. */
    static Map<String, Object> map(JsonNode node) {
        return node.isObject() ? plainMap(node) : null;
    }

    /** Any JSON as Map, List, String, Boolean, BigDecimal or null; every digit is kept. */
    static Object plain(JsonNode node) {
        if (node.isObject()) {
            return plainMap(node);
        }
        if (node.isArray()) {
            List<Object> items = new ArrayList<>(node.size());
            node.forEach(item -> items.add(plain(item)));
            return Collections.unmodifiableList(items);
        }
        if (node.isNumber()) {
            return node.decimalValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isTextual() ? node.textValue() : null;
    }

    private static Map<String, Object> plainMap(JsonNode node) {
        Map<String, Object> members = new LinkedHashMap<>();
        node.properties().forEach(member -> members.put(member.getKey(), plain(member.getValue())));
        return Collections.unmodifiableMap(members);
    }
}
