package io.polytomic.operator.api.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordsTest {
    @ParameterizedTest
    @EnumSource
    @DisplayName("A member of a newer CRD does not break an older operator, in any nested record")
    void unknownMembersAreIgnored(Kind kind) {
        var records = new LinkedHashSet<Class<?>>();
        collect(kind.spec, records);
        collect(kind.status, records);
        assertThat(records)
                .hasSizeGreaterThan(4)
                .allSatisfy(type -> assertThat(type.getAnnotation(JsonIgnoreProperties.class))
                        .isNotNull()
                        .returns(true, JsonIgnoreProperties::ignoreUnknown));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A spec keeps a stated empty value, a status writes none")
    void empties(Kind kind) {
        assertInclusion(kind.spec, Include.NON_NULL);
        assertInclusion(kind.status, Include.NON_EMPTY);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A word is a String: an enum of an older operator would read a new word as nothing")
    void noEnums(Kind kind) {
        var types = new LinkedHashSet<Class<?>>();
        collect(kind.spec, types);
        collect(kind.status, types);
        assertThat(types).allSatisfy(type -> {
            for (var component : type.getRecordComponents()) {
                assertThat(component.getType().isEnum()).as("%s", component).isFalse();
            }
        });
    }

    private static void assertInclusion(Class<?> root, Include expected) {
        var records = new LinkedHashSet<Class<?>>();
        collect(root, records);
        assertThat(records)
                .allSatisfy(type -> assertThat(type.getAnnotation(JsonInclude.class))
                        .isNotNull()
                        .returns(expected, JsonInclude::value));
    }

    private static void collect(Type type, Set<Class<?>> found) {
        if (type instanceof ParameterizedType parameterized) {
            for (var argument : parameterized.getActualTypeArguments()) {
                collect(argument, found);
            }
        } else if (type instanceof Class<?> raw && raw.isRecord() && found.add(raw)) {
            for (var component : raw.getRecordComponents()) {
                collect(component.getGenericType(), found);
            }
        }
    }
}
