package io.polytomic.operator.cli.sandbox;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** The log while something is drawn on the terminal: warnings and errors go to the drawer as lines, the rest nowhere. */
final class QuietLog implements AutoCloseable {
    private final Logger root = root();
    private final List<Appender<ILoggingEvent>> usual = new ArrayList<>();
    private final Appender<ILoggingEvent> lines;

    private QuietLog(Consumer<String> each) {
        root.iteratorForAppenders().forEachRemaining(usual::add);
        lines = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
                    each.accept(event.getLevel() + ": "
                            + event.getFormattedMessage().replaceAll("\\p{Cntrl}+", " "));
                }
            }
        };
        lines.setContext(root.getLoggerContext());
        lines.start();
        usual.forEach(root::detachAppender);
        root.addAppender(lines);
    }

    /** @param each takes a line a warning, from any thread */
    static QuietLog to(Consumer<String> each) {
        return new QuietLog(each);
    }

    /** For good: what a process says of its own end interests nobody. */
    static void silence() {
        root().getLoggerContext().getLoggerList().forEach(logger -> logger.setLevel(Level.OFF));
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @Override
    public void close() {
        root.detachAppender(lines);
        usual.forEach(root::addAppender);
    }
}
