package io.polytomic.operator.cli.sandbox;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** How much room a terminal has. */
record Screen(int columns, int lines) {
    private static final Screen USUAL = new Screen(80, 24);
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,4}) ([1-9][0-9]{0,4})\\s*");
    private static final int PATIENCE_SECONDS = 2;

    /** COLUMNS and LINES count where they are set, then what {@code stty} says of standard input. */
    static Screen of(Map<String, String> environment) {
        var size = SIZE.matcher(stty());
        var asked =
                size.matches() ? new Screen(Integer.parseInt(size.group(2)), Integer.parseInt(size.group(1))) : USUAL;
        return new Screen(
                stated(environment.get("COLUMNS"), asked.columns()), stated(environment.get("LINES"), asked.lines()));
    }

    private static int stated(String number, int otherwise) {
        return number != null && number.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(number) : otherwise;
    }

    /** Whether the log, which goes to stderr, comes out on a terminal as well. */
    static boolean showsLog() {
        return ask(new ProcessBuilder("sh", "-c", "test -t 2 && echo yes").redirectError(Redirect.INHERIT))
                .startsWith("yes");
    }

    private static String stty() {
        return ask(new ProcessBuilder("stty", "size")
                .redirectInput(Redirect.INHERIT)
                .redirectError(Redirect.DISCARD));
    }

    private static String ask(ProcessBuilder command) {
        try {
            var process = command.start();
            var answer = new String(process.getInputStream().readNBytes(64), StandardCharsets.US_ASCII);
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return answer;
        } catch (IOException noSuchProgram) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** One column stays free: some terminals begin a new line as soon as the last one is written. */
    String cut(String line) {
        int room = columns - 1;
        return line.codePointCount(0, line.length()) <= room
                ? line
                : line.substring(0, line.offsetByCodePoints(0, Math.max(0, room - 1))) + "…";
    }
}
