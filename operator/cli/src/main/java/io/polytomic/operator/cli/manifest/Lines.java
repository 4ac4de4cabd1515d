package io.polytomic.operator.cli.manifest;

import java.util.HashMap;
import java.util.Map;

/**
 * In which line of its file each part of a document stands.
 *
 * @param byPath line by path, such as {@code spec.schemas[2].id}
 * @param first line of the document itself
 */
public record Lines(Map<String, Integer> byPath, int first) {
    public Lines {
        byPath = Map.copyOf(byPath);
    }

    /** The line of this path, or of the nearest part around it that is there. */
    public int of(String path) {
        for (var at = path; !at.isEmpty(); at = parent(at)) {
            var line = byPath.get(at);
            if (line != null) {
                return line;
            }
        }
        return first;
    }

    private static String parent(String path) {
        int end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
        return end < 0 ? "" : path.substring(0, end);
    }

    /** These lines seen from a part of the document: an item of a list of objects. */
    Lines below(String path) {
        var inside = new HashMap<String, Integer>();
        byPath.forEach((key, line) -> {
            if (key.startsWith(path + ".")) {
                inside.put(key.substring(path.length() + 1), line);
            }
        });
        return new Lines(inside, of(path));
    }
}
