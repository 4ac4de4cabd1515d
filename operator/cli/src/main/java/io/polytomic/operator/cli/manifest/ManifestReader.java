package io.polytomic.operator.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.polytomic.operator.api.v1alpha1.ApiGroup;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads manifests: files and folders, all documents of a file, the items of lists. A file that is bad stops no other. */
public final class ManifestReader {
    /** Larger files are refused: an object this large does not fit into a cluster either. */
    public static final int MAX_BYTES = 2 * 1024 * 1024;

    /** What comes through a pipe is many manifests in one. */
    private static final int MAX_PIPED_BYTES = 10 * MAX_BYTES;

    private static final Path PIPE = Path.of("-");
    private static final int MAX_ALIASES = 50;
    private static final Set<String> KINDS = Set.of("PolytomicOrganization", "BulkSync", "BulkSyncRun", "ModelSync");

    private final List<Manifest> found = new ArrayList<>();
    private final List<ObjectNode> others = new ArrayList<>();
    private final List<FileProblem> problems = new ArrayList<>();
    private final Map<String, Integer> skipped = new TreeMap<>();

    private ManifestReader() {}

    /**
     * @param paths files and folders; {@code -} stands for standard input
     * @throws IllegalArgumentException with one sentence when a path does not exist
     */
    public static Manifests read(Collection<Path> paths) throws IOException {
        var reader = new ManifestReader();
        for (var path : paths) {
            if (path.equals(PIPE)) {
                reader.pipe(System.in);
            } else {
                for (var file : files(path)) {
                    reader.file(file);
                }
            }
        }
        return new Manifests(reader.found, reader.others, reader.problems, reader.skipped);
    }

    /** The same for a text that is not in a file. */
    public static Manifests read(String name, String text) {
        var reader = new ManifestReader();
        reader.documents(name, text);
        return new Manifests(reader.found, reader.others, reader.problems, reader.skipped);
    }

    private static Collection<Path> files(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        if (!Files.isDirectory(path)) {
            throw new IllegalArgumentException("-f: there is no file or folder " + path + ".");
        }
        var files = new TreeSet<Path>();
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean hidden = !folder.equals(path)
                        && String.valueOf(folder.getFileName()).startsWith(".");
                return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (isManifest(file) && Files.isRegularFile(file)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    private static boolean isManifest(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    }

    private void pipe(InputStream in) throws IOException {
        var bytes = in.readNBytes(MAX_PIPED_BYTES + 1);
        if (bytes.length > MAX_PIPED_BYTES) {
            problems.add(new FileProblem("stdin", 1, "there is more than 20 MB, so it is not read."));
            return;
        }
        documents("stdin", new String(bytes, StandardCharsets.UTF_8));
    }

    private void file(Path path) throws IOException {
        var name = path.toString();
        if (Files.size(path) > MAX_BYTES) {
            problems.add(new FileProblem(name, 1, "the file is larger than 2 MB, so it is not read."));
            return;
        }
        documents(name, new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
    }

    private void documents(String file, String text) {
        var settings = LoadSettings.builder()
                .setLabel(file)
                .setSchema(new ScalarWords())
                .setAllowDuplicateKeys(true)
                .setMaxAliasesForCollections(MAX_ALIASES)
                .setCodePointLimit(MAX_PIPED_BYTES)
                .build();
        try {
            for (var node : new Compose(settings).composeAllFromString(text)) {
                document(file, node);
            }
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            problems.add(new FileProblem(file, line, "is not readable YAML: " + oneLine(e.getProblem()) + "."));
        } catch (YamlEngineException e) {
            problems.add(new FileProblem(file, 1, "is not readable YAML: " + oneLine(e.getMessage()) + "."));
        }
    }

    private static String oneLine(String text) {
        return text == null ? "no reason was given" : text.lines().findFirst().orElse("");
    }

    private void document(String file, Node node) {
        try {
            var tree = new YamlTree();
            var content = tree.read(node);
            if (!content.isNull()) {
                object(file, tree.lines(node), content);
            }
        } catch (YamlTree.Unreadable e) {
            problems.add(new FileProblem(file, e.line(), e.getMessage()));
        }
    }

    private void object(String file, Lines lines, JsonNode content) {
        var kind = content.path("kind").asText("");
        if (kind.endsWith("List") && content.path("items").isArray()) {
            int index = 0;
            for (var item : content.path("items")) {
                object(file, lines.below("items[" + index++ + "]"), item);
            }
            return;
        }
        var group = content.path("apiVersion").asText("");
        boolean ours = group.equals(ApiGroup.NAME) || group.startsWith(ApiGroup.NAME + "/");
        if (!ours || !(content instanceof ObjectNode object)) {
            var what = KINDS.contains(kind) ? kind + " of " + (group.isEmpty() ? "no apiVersion" : group) : kind;
            skipped.merge(what.isEmpty() ? "no kind" : what, 1, Integer::sum);
            if (!kind.isEmpty() && content instanceof ObjectNode other) {
                others.add(other);
            }
        } else if (!group.equals(ApiGroup.API_VERSION)) {
            problems.add(new FileProblem(
                    file,
                    lines.of("apiVersion"),
                    "apiVersion is %s; this version knows %s.".formatted(group, ApiGroup.API_VERSION)));
        } else if (!KINDS.contains(kind)) {
            problems.add(new FileProblem(
                    file,
                    lines.of("kind"),
                    "%s has no kind \"%s\"; it has %s."
                            .formatted(ApiGroup.NAME, kind, String.join(", ", new TreeSet<>(KINDS)))));
        } else {
            found.add(new Manifest(file, lines, object));
        }
    }
}
