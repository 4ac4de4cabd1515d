package io.polytomic.operator.cli.suite;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Everything that is logged while it is open, our own packages down to TRACE; the console shows no more than before. */
final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final String OURS = "io.polytomic.operator";

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final LoggerContext context;
    private final Level before;
    private final ThresholdFilter quiet = new ThresholdFilter();

    private LogCapture(LoggerContext context) {
        this.context = context;
        this.before = context.getLogger(OURS).getLevel();
        setContext(context);
        quiet.setLevel(String.valueOf(before));
        quiet.start();
    }

    static LogCapture open() {
        var capture = new LogCapture((LoggerContext) LoggerFactory.getILoggerFactory());
        var root = capture.root();
        root.iteratorForAppenders().forEachRemaining(console -> console.addFilter(capture.quiet));
        capture.attach(root);
        return capture;
    }

    private void attach(Logger root) {
        start();
        root.addAppender(this);
        context.getLogger(OURS).setLevel(Level.TRACE);
    }

    private Logger root() {
        return context.getLogger(Logger.ROOT_LOGGER_NAME);
    }

    @Override
    protected void append(ILoggingEvent event) {
        var thrown =
                event.getThrowableProxy() == null ? "" : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
        lines.add("%s %s %s%s".formatted(event.getLevel(), event.getLoggerName(), event.getFormattedMessage(), thrown));
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        context.getLogger(OURS).setLevel(before);
        root().detachAppender(this);
        root().iteratorForAppenders().forEachRemaining(console -> console.clearAllFilters());
    }
}
