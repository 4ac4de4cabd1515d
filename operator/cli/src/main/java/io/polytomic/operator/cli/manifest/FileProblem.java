package io.polytomic.operator.cli.manifest;

/** Why a file, or a document of it, cannot be read, in one sentence. */
public record FileProblem(String file, int line, String sentence) {
    @Override
    public String toString() {
        return file + ":" + line + ": " + sentence;
    }
}
