package io.polytomic.operator.cli.operator;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** How log lines are written to standard error. */
public enum LogFormat {
    /** For people, as {@link LogSetup} says. */
    TEXT(appender -> {}),

    /** One JSON object a line, for collectors. */
    JSON(appender -> {
        var encoder = new JsonLogEncoder();
        encoder.setContext(appender.getContext());
        encoder.start();
        appender.stop();
        appender.setEncoder(encoder);
        appender.start();
    });

    private final Consumer<ConsoleAppender<ILoggingEvent>> format;

    LogFormat(Consumer<ConsoleAppender<ILoggingEvent>> format) {
        this.format = format;
    }

    /** From now on. */
    public void use() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders().forEachRemaining(appender -> {
                if (appender instanceof ConsoleAppender<ILoggingEvent> console) {
                    format.accept(console);
                }
            });
        }
    }
}
