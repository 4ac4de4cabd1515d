package io.polytomic.operator.cli.validate;

import io.polytomic.operator.cli.manifest.Manifest;

/**
 * Something wrong with a manifest.
 *
 * @param path where in the object, such as {@code spec.schemas[0].id}
 * @param warning true when nothing would refuse it
 */
public record Finding(Manifest manifest, String path, String sentence, boolean warning) {
    static Finding error(Manifest manifest, String path, String sentence) {
        return new Finding(manifest, path, sentence, false);
    }

    static Finding warning(Manifest manifest, String path, String sentence) {
        return new Finding(manifest, path, sentence, true);
    }

    int line() {
        return manifest.lines().of(path);
    }

    /** {@code file:line: Kind/name: path: sentence}. */
    @Override
    public String toString() {
        return "%s: %s: %s%s%s"
                .formatted(
                        manifest.where(path),
                        manifest.who(),
                        path.isEmpty() ? "" : path + ": ",
                        warning ? "warning: " : "",
                        sentence);
    }
}
