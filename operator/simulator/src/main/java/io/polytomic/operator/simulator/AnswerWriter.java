package io.polytomic.operator.simulator;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Writes answers to a connection, in whole or maimed as a fault wants it. */
final class AnswerWriter {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final OutputStream out;
    private final Supplier<Instant> clock;

    AnswerWriter(OutputStream out, Supplier<Instant> clock) {
        this.out = new BufferedOutputStream(out, 1 << 16);
        this.clock = clock;
    }

    /** Whether the connection can go on. */
    boolean write(Call call, Desk.Sending sending) throws IOException {
        if (sending.drop()) {
            return false;
        }
        Answer answer = sending.answer();
        long length = answer.body().length();
        if (sending.truncate()) {
            head(call, answer, Math.max(2, length));
            out.write(answer.body().bytes(), 0, (int) length / 2);
        } else if (sending.huge() > 0) {
            head(call, answer, length + sending.huge());
            padded(answer.body().bytes(), sending.huge());
        } else {
            head(call, answer, length);
            answer.body().writeTo(out);
        }
        out.flush();
        return !sending.truncate();
    }

    private void head(Call call, Answer answer, long length) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Date", DATE.format(clock.get()));
        headers.put("Content-Length", Long.toString(length));
        if (answer.contentType() != null) {
            headers.put("Content-Type", answer.contentType());
        }
        String version = call.header("X-Polytomic-Version");
        headers.put("X-Polytomic-Version", version == null ? Gate.VERSION : version);
        headers.putAll(answer.headers());
        StringBuilder head =
                new StringBuilder("HTTP/1.1 ").append(answer.status()).append(" \r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Padding in front of the last brace: still JSON, only much of it. */
    private void padded(byte[] body, long padding) throws IOException {
        int cut = Math.max(0, body.length - 1);
        out.write(body, 0, cut);
        byte[] blanks = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
        for (long left = padding; left > 0; left -= blanks.length) {
            out.write(blanks, 0, (int) Math.min(left, blanks.length));
        }
        out.write(body, cut, body.length - cut);
    }
}
