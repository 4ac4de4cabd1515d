package io.polytomic.operator.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.ConsoleAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

class LogSetupTest {
    private static final String OURS = "io.polytomic.operator";
    private static final String OWN_FILE = "logback.configurationFile";

    private final LoggerContext context = new LoggerContext();

    @AfterEach
    void clear() {
        System.clearProperty("LOG_LEVEL");
        System.clearProperty(OWN_FILE);
        context.stop();
    }

    @Test
    @DisplayName("logback finds it, and no other file of ours")
    void found() {
        assertThat(ServiceLoader.load(Configurator.class)).hasAtLeastOneElementOfType(LogSetup.class);
        assertThat(getClass().getResource("/logback.xml")).isNull();
    }

    @Test
    @DisplayName("our own lines from INFO, all else from WARN, to standard error")
    void usual() {
        assertThat(new LogSetup().configure(context)).isEqualTo(Configurator.ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);

        assertThat(context.getLogger(OURS).getLevel()).isEqualTo(Level.INFO);
        assertThat(context.getLogger("okhttp3").getEffectiveLevel()).isEqualTo(Level.WARN);
        assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("STDERR"))
                .isInstanceOfSatisfying(
                        ConsoleAppender.class,
                        console -> assertThat(console.getTarget()).isEqualTo("System.err"))
                .extracting(appender -> appender.isStarted())
                .isEqualTo(true);
    }

    @Test
    @DisplayName("LOG_LEVEL says how much of ours; a word that is no level changes nothing")
    void level() {
        System.setProperty("LOG_LEVEL", "debug");
        new LogSetup().configure(context);
        assertThat(context.getLogger(OURS).getLevel()).isEqualTo(Level.DEBUG);

        context.reset();
        System.setProperty("LOG_LEVEL", "much");
        new LogSetup().configure(context);
        assertThat(context.getLogger(OURS).getLevel()).isEqualTo(Level.INFO);
    }

    @Test
    @DisplayName("a file of one's own goes first")
    void ownFile(@TempDir Path folder) throws IOException {
        System.setProperty(OWN_FILE, Files.createFile(folder.resolve("own.xml")).toString());
        assertThat(new LogSetup().configure(context)).isEqualTo(Configurator.ExecutionStatus.INVOKE_NEXT_IF_ANY);
        assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders())
                .isExhausted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/etc/not-mounted/logback.xml"})
    @DisplayName("one that is not there changes nothing: logback's own fallback would log everything")
    void noSuchFile(String file) {
        System.setProperty(OWN_FILE, file);
        assertThat(new LogSetup().configure(context)).isEqualTo(Configurator.ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
        assertThat(context.getLogger("okhttp3").getEffectiveLevel()).isEqualTo(Level.WARN);
    }
}
