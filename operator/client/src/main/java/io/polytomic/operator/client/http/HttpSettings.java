package io.polytomic.operator.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Properties;

/**
 * The numbers of the HTTP layer. "Large" answers are those that grow with the organization: the batch status, the lists
 * of syncs and connections, and the schemas of a source.
 *
 * @param connectTimeout of TCP, for each address of the host
 * @param readTimeout silence between two packets, those of the TLS handshake included
 * @param callTimeout a whole call: waiting for the budget, repeats and the body included
 * @param largeReadTimeout readTimeout for large answers, which the server composes first
 * @param largeCallTimeout callTimeout for large answers
 * @param answerLimit bytes after decompression; more is refused
 * @param largeAnswerLimit the same for large answers that are held in memory
 * @param streamLimit the same for {@code batchStatusAll}, of which one sync at a time is held: 10,000 syncs with 20
 *     schemas are about 60 MB, so 64 MiB would be too close
 * @param readRetries how often a read is repeated after 408, 5xx or a broken connection; writes never are
 * @param version of this program, for the User-Agent
 */
public record HttpSettings(
        Duration connectTimeout,
        Duration readTimeout,
        Duration callTimeout,
        Duration largeReadTimeout,
        Duration largeCallTimeout,
        long answerLimit,
        long largeAnswerLimit,
        long streamLimit,
        int readRetries,
        String version) {
    private static final long MIB = 1024L * 1024;

    public static final HttpSettings DEFAULT = new HttpSettings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(120),
            Duration.ofSeconds(300),
            8 * MIB,
            64 * MIB,
            256 * MIB,
            2,
            ownVersion());

    /** These settings with other limits, in bytes. */
    public HttpSettings withLimits(long answer, long largeAnswer, long stream) {
        return new HttpSettings(
                connectTimeout,
                readTimeout,
                callTimeout,
                largeReadTimeout,
                largeCallTimeout,
                answer,
                largeAnswer,
                stream,
                readRetries,
                version);
    }

    /** These settings with one limit for silence and one for the whole call, for answers of any size. */
    public HttpSettings withTimeouts(Duration connect, Duration read, Duration call) {
        return new HttpSettings(
                connect, read, call, read, call, answerLimit, largeAnswerLimit, streamLimit, readRetries, version);
    }

    private static String ownVersion() {
        try (InputStream in = HttpSettings.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
