package io.polytomic.operator.cli.export;

import java.util.List;

/**
 * One sync as a manifest.
 *
 * @param name metadata.name, and of the file
 * @param yaml the document, ending with a newline
 * @param leftOut what the manifest does not say although it is there, each as a sentence
 */
public record Exported(String name, String syncId, String yaml, List<String> leftOut) {
    public Exported {
        leftOut = List.copyOf(leftOut);
    }
}
