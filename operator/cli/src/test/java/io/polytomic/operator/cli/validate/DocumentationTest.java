package io.polytomic.operator.cli.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.polytomic.operator.api.v1alpha1.ApiGroup;
import io.polytomic.operator.cli.cluster.CiScript;
import io.polytomic.operator.cli.manifest.ManifestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a reader copies from a page must be taken by the API server. */
class DocumentationTest {
    private static final Path ROOT = CiScript.repositoryRoot();
    private static final Set<String> NOT_OURS = Set.of("target", ".git");

    /** What stands between fences, and what a shell hands to kubectl inside of them. */
    private static final Pattern FENCED = Pattern.compile("(?ms)^( *)```\\w*\\n(.*?)^ *```");

    private static final Pattern HANDED_TO_KUBECTL = Pattern.compile("(?ms)<<-?'?(\\w+)'?[^\\n]*\\n(.*?)^ *\\1$");

    private record Block(int line, String text) {}

    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".md") && isOurs(file))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isOurs(Path file) {
        for (var part : ROOT.relativize(file)) {
            if (NOT_OURS.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @MethodSource("pages")
    @DisplayName("Every whole manifest of a page is one that validate finds nothing wrong with")
    void valid(Path page) throws IOException {
        assertThat(errors(ROOT.relativize(page).toString(), Files.readString(page)))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "A manifest between fences, or handed to kubectl inside of them, is looked at, and its error has the page's line")
    void looksAtEach() throws IOException {
        var manifest = """
                apiVersion: sync.polytomic.com/v1alpha1
                kind: PolytomicOrganization
                metadata: {name: default}
                spec: {credentials: {secretRef: {name: polytomic, key: apiKey}}}
                """;
        var shell = "# Page\n\n```\nkubectl apply -f - <<EOF\n" + manifest + "EOF\nkubectl get porg\n```\n";
        var wrong = "PolytomicOrganization/default: spec: \"url\" is missing; it must be stated.";
        assertThat(errors("page.md", shell)).containsExactly("page.md:8: " + wrong);
        assertThat(errors("page.md", "1. One\n\n   ```yaml\n" + manifest.indent(3) + "   ```\n"))
                .containsExactly("page.md:7: " + wrong);
        assertThat(pages()).contains(ROOT.resolve("README.md"), ROOT.resolve("crds/bulksync.md"));
    }

    private static List<String> errors(String name, String page) {
        var errors = new ArrayList<String>();
        for (var block : blocks(page)) {
            if (block.text().contains("apiVersion: " + ApiGroup.NAME)) {
                var read = ManifestReader.read(name, "\n".repeat(block.line() - 1) + block.text());
                read.problems().forEach(problem -> errors.add(problem.toString()));
                Validation.of(read).findings().stream()
                        .filter(finding -> !finding.warning())
                        .forEach(finding -> errors.add(finding.toString()));
            }
        }
        return errors;
    }

    private static List<Block> blocks(String page) {
        var blocks = new ArrayList<Block>();
        var fenced = FENCED.matcher(page);
        while (fenced.find()) {
            var text = fenced.group(2);
            var handed = HANDED_TO_KUBECTL.matcher(text);
            boolean any = false;
            while (handed.find()) {
                any = true;
                blocks.add(block(page, fenced.start(2) + handed.start(2), handed.group(2)));
            }
            if (!any) {
                blocks.add(block(page, fenced.start(2), text));
            }
        }
        return blocks;
    }

    private static Block block(String page, int start, String text) {
        return new Block(
                (int) page.substring(0, start).lines().count() + 1,
                text.stripTrailing().stripIndent());
    }
}
