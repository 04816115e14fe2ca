package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fallline.core.failure.Failure;
import io.fallline.testing.ForkedJava;
import java.io.File;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In processes of their own: what is started is there once in a process. */
class SessionStartTest {
  private static final List<String> OPTIONS =
      List.of("@" + LocalCheckout.SCRIPTS.resolve("jvm.options"));

  @TempDir private Path directory;

  /** Says what is there before a start and after it. */
  static final class Started {
    public static void main(String[] arguments) throws Exception {
      CommonOptions options = new CommonOptions();
      options.verbose = Boolean.parseBoolean(arguments[1]);
      List<String> lines = new ArrayList<>(List.of("settings " + hasSettings()));
      SessionStart.begin(options).await();
      lines.add("settings " + hasSettings());
      lines.add("user " + UserGroupInformation.isInitialized());
      lines.add("log " + LogManager.getRootLogger().getLevel());
      Files.write(Path.of(arguments[0]), lines);
    }

    private static boolean hasSettings() throws ReflectiveOperationException {
      Method loaded = ClassLoader.class.getDeclaredMethod("findLoadedClass", String.class);
      loaded.setAccessible(true);
      return loaded.invoke(Started.class.getClassLoader(), "org.apache.spark.sql.internal.SQLConf$")
          != null;
    }
  }

  /** Says how a session does not start. */
  static final class Refused {
    public static void main(String[] arguments) throws Exception {
      SessionStart start = SessionStart.begin(new CommonOptions());
      List<String> lines = new ArrayList<>();
      try {
        start.await();
      } catch (Exception failed) {
        lines.add(failed.toString());
      }
      try (Session session = Session.open("test", new CommonOptions(), start)) {
        lines.add("it starts: " + session.own());
      } catch (Failure failed) {
        lines.add(failed.kind() + ": " + failed.getMessage());
      }
      Files.write(Path.of(arguments[0]), lines);
    }
  }

  @ParameterizedTest
  @CsvSource({"false,OFF", "true,INFO"})
  void theLogHadoopsUserAndTheSettingsOfSqlAreThereOnceItIsAwaited(boolean verbose, String level)
      throws Exception {
    assertEquals(
        List.of("settings false", "settings true", "user true", "log " + level),
        ForkedJava.lines(ForkedJava.home(), OPTIONS, Started.class, verbose + ""));
  }

  @Test
  void whatFailsInItComesOutWhereItIsWaitedFor() throws Exception {
    Files.writeString(
        directory.resolve("core-site.xml"),
        """
        <configuration>
          <property><name>hadoop.security.authentication</name><value>password</value></property>
        </configuration>
        """);
    List<String> options = new ArrayList<>(OPTIONS);
    options.add("-cp");
    options.add(directory + File.pathSeparator + System.getProperty("java.class.path"));
    String reason = "Invalid attribute value for hadoop.security.authentication of password";
    assertEquals(
        List.of(
            "java.lang.IllegalArgumentException: " + reason,
            "CONFIGURATION: Spark does not start with the settings that it was given: " + reason),
        ForkedJava.lines(ForkedJava.home(), options, Refused.class));
  }

  @Test
  void aStartThatFailsSaysSoEachTimeThatItIsWaitedFor() {
    SessionStart start = SessionStart.begin(null);
    assertThrows(NullPointerException.class, start::await);
    assertThrows(NullPointerException.class, start::await);
  }
}
