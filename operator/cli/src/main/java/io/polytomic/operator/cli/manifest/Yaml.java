package io.polytomic.operator.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.Node;

/** YAML as kubectl reads and people write it. */
public final class Yaml {
    private static final int INDENT = 2;
    private static final int WIDTH = 125;

    private Yaml() {}

    /** One document, without any bound: for what this program brings along itself. */
    public static JsonNode read(InputStream in) throws IOException {
        var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        var settings = LoadSettings.builder().setSchema(new ScalarWords()).build();
        Node root = new Compose(settings)
                .composeString(text)
                .orElseThrow(() -> new IllegalArgumentException("the document is empty"));
        return new YamlTree().read(root);
    }

    /** Block style; whatever a YAML 1.1 reader could take for something else than a text is quoted. */
    public static String write(Object value) {
        var settings = DumpSettings.builder()
                .setSchema(new ScalarWords())
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setIndent(INDENT)
                .setIndicatorIndent(INDENT)
                .setIndentWithIndicator(true)
                .setWidth(WIDTH)
                .setSplitLines(false)
                .setUseUnicodeEncoding(true)
                .setDereferenceAliases(true)
                .build();
        return new Dump(settings).dumpToString(value);
    }
}
