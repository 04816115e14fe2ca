package io.fallline.faults;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The executors that a driver of {@code local-cluster} has started: processes below its own. */
public final class ExecutorProcesses {
  private static final String MAIN = "CoarseGrainedExecutorBackend";
  private static final long SECONDS = 60;

  private ExecutorProcesses() {}

  /** Of this driver. */
  public static List<ProcessHandle> running(ProcessHandle driver) {
    return driver
        .descendants()
        .filter(ProcessHandle::isAlive)
        .filter(process -> process.info().commandLine().orElse("").contains(MAIN))
        .toList();
  }

  /** Ends them at once; comes back when they are gone. */
  public static void kill(List<ProcessHandle> executors) {
    executors.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle executor : executors) {
      try {
        executor.onExit().get(SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException | ExecutionException | TimeoutException e) {
        throw new IllegalStateException("executor " + executor.pid() + " does not end", e);
      }
    }
  }

  /** Has them stand still, or go on. */
  public static void signal(List<ProcessHandle> executors, String name) {
    for (ProcessHandle executor : executors) {
      try {
        new ProcessBuilder("kill", "-" + name, String.valueOf(executor.pid())).start().waitFor();
      } catch (InterruptedException | IOException e) {
        throw new IllegalStateException("executor " + executor.pid() + " gets no " + name, e);
      }
    }
  }
}
