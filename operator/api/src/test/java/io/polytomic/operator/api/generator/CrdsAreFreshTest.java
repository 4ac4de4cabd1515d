package io.polytomic.operator.api.generator;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrdsAreFreshTest {
    @ParameterizedTest
    @EnumSource
    @DisplayName("What is committed in crds/ is what the records say")
    void crd(Kind kind) throws IOException {
        Golden.check(kind.crdFile(), Crd.of(kind).yaml());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("The page of each kind has the tables of today's schema")
    void page(Kind kind) throws IOException {
        Golden.check(kind.pageFile(), Page.of(Crd.of(kind)));
    }
}
