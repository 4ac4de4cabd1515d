package io.polytomic.operator.cli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("A folder that is not there, is empty or holds nothing of ours is refused in a sentence")
    void nothing() throws IOException {
        assertThatThrownBy(() -> Folder.read(folder.resolve("nosuch")))
                .hasMessage("DIR: there is no folder " + folder.resolve("nosuch") + ".");
        assertThatThrownBy(() -> Folder.read(folder).validate())
                .hasMessage("DIR: there is no object of sync.polytomic.com in " + folder + ".");
        Files.writeString(folder.resolve("a.yaml"), "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}");
        assertThatThrownBy(() -> Folder.read(folder).validate()).hasMessageEndingWith("; not looked at: ConfigMap 1.");
    }

    @Test
    @DisplayName("A mistyped member is an error of the folder, with file and line: a mask must not be lost to a typo")
    void typo() throws IOException {
        Files.writeString(folder.resolve("orders.yaml"), """
                apiVersion: sync.polytomic.com/v1alpha1
                kind: BulkSync
                metadata: {name: orders}
                spec:
                  syncId: 248df4b7-0000-4000-8000-000000000001
                  schemas:
                    - id: public.users
                      fields: [{id: email, obfuscat: true}]
                """);
        var validation = Folder.read(folder).validate();
        assertThat(validation.errors()).isEqualTo(1);
        assertThat(validation.lines())
                .anySatisfy(line -> assertThat(line).contains("orders.yaml:8:").contains("did you mean obfuscate"));
    }
}
