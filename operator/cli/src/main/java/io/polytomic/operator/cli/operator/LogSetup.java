package io.polytomic.operator.cli.operator;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is logged: to standard error, our own packages from {@code LOG_LEVEL} (INFO), all else from {@code ROOT_LOG_LEVEL}
 * (WARN), each an environment variable or a system property. In code, because an XML file would cost every start its
 * parser and four hundred classes. A file of one's own that exists, as {@code -Dlogback.configurationFile}, goes first.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogSetup extends ContextAwareBase implements Configurator {
    private static final String LINE =
            "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSX\", UTC} %-5level %logger{0} %replace(%msg){'[\\r\\n]+', ' '}%n";

    private static final String OWN_FILE = "logback.configurationFile";

    /** It warns of every kind that has no stable version, ours among them. */
    private static final String TOO_CAREFUL = "io.fabric8.kubernetes.client.dsl.internal.VersionUsageUtils";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        var own = System.getProperty(OWN_FILE);
        if (own != null && exists(own)) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(LINE);
        encoder.start();
        var console = new ConsoleAppender<ILoggingEvent>();
        console.setContext(context);
        console.setName("STDERR");
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(level("ROOT_LOG_LEVEL", Level.WARN));
        root.addAppender(console);
        context.getLogger("io.polytomic.operator").setLevel(level("LOG_LEVEL", Level.INFO));
        context.getLogger(TOO_CAREFUL).setLevel(Level.ERROR);
        if (own != null) {
            context.getLogger(LogSetup.class)
                    .warn("{}: found {}, which is no file; logging is as usual", OWN_FILE, own);
        }
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Without this a file that was not mounted would be every line of every library, on standard output. */
    private static boolean exists(String place) {
        return place.contains(":/")
                || Files.isRegularFile(Path.of(place))
                || !place.isBlank() && LogSetup.class.getClassLoader().getResource(place) != null;
    }

    private static Level level(String name, Level usual) {
        return Level.toLevel(System.getProperty(name, System.getenv(name)), usual);
    }
}
