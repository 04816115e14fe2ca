package io.fallline.cli;

import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.spark.sql.internal.SQLConf$;

/**
 * The part of a session's start that no configuration matters to: the log, Hadoop's user, the
 * settings that Spark knows. A thread of its own does it while the command reads its configuration.
 */
final class SessionStart {
  private final FutureTask<Object> task;

  private SessionStart(CommonOptions options) {
    task =
        new FutureTask<>(
            () -> {
              Session.setLog(options); // first: what follows would log
              UserGroupInformation.getCurrentUser();
              return Objects.requireNonNull(SQLConf$.MODULE$);
            });
  }

  static SessionStart begin(CommonOptions options) {
    SessionStart start = new SessionStart(options);
    Thread thread = new Thread(start.task, "fallline-session-start");
    thread.setDaemon(true);
    thread.start();
    return start;
  }

  /** Waits until it is done, and throws what it has thrown. */
  void await() throws Exception {
    try {
      task.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Error error) {
        throw error;
      }
      throw (Exception) failed.getCause();
    }
  }
}
