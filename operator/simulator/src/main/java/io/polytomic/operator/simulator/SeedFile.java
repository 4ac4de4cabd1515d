package io.polytomic.operator.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Seeds as text; what the text may say is in SEED.md, who reads it is {@link SeedReader}. */
final class SeedFile {
    static final String DEFAULT_NAME = "default-seed.yaml";

    private SeedFile() {}

    static JsonNode defaultSeed() {
        try (InputStream in = SeedFile.class.getResourceAsStream("/" + DEFAULT_NAME)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), DEFAULT_NAME);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new SeedProblem(file.toString(), "", "it cannot be read (" + e.getMessage() + ")", "a YAML file");
        }
    }

    static JsonNode parse(String yaml, String name) {
        try {
            JsonNode tree = new YAMLMapper().readTree(yaml);
            return tree == null ? Json.object() : tree;
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr();
            throw new SeedProblem(
                    name, where, e.getOriginalMessage().lines().findFirst().orElse(""), "YAML");
        }
    }
}
