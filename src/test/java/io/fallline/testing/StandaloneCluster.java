package io.fallline.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spark's own cluster manager on this machine: a master and workers of one core each, every one a
 * process.
 */
public final class StandaloneCluster implements AutoCloseable {
  private static final Pattern MASTER_UP =
      Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Pattern WORKER_UP =
      Pattern.compile("Successfully registered with master (spark://\\S+)");
  private static final long SECONDS = 120;

  private final List<Process> processes = new ArrayList<>();
  private final TestDistribution distribution;
  private final Path scratch;
  private String url;
  private int workers;

  private StandaloneCluster(TestDistribution distribution, Path scratch) {
    this.distribution = distribution;
    this.scratch = scratch;
  }

  /** Comes back when all workers are known to the master. */
  public static StandaloneCluster start(TestDistribution distribution, int workers, Path scratch)
      throws Exception {
    StandaloneCluster cluster = new StandaloneCluster(distribution, scratch);
    try {
      cluster.url =
          cluster.said(cluster.daemon("master.Master"), MASTER_UP).get(SECONDS, TimeUnit.SECONDS);
      List<CompletableFuture<String>> up = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        up.add(cluster.worker());
      }
      for (CompletableFuture<String> worker : up) {
        worker.get(SECONDS, TimeUnit.SECONDS);
      }
      return cluster;
    } catch (Exception e) {
      cluster.close();
      throw e;
    }
  }

  private CompletableFuture<String> worker() throws IOException {
    String name = "worker-" + ++workers;
    return said(
        daemon(
            "worker.Worker",
            "--cores",
            "1",
            "--memory",
            "1g",
            "--work-dir",
            scratch.resolve(name).toString(),
            url),
        WORKER_UP);
  }

  /** Comes back when one more worker is known to the master. */
  public void addWorker() throws Exception {
    worker().get(SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Tells the worker that has been there longest to hand over what it has and go; it is gone when
   * this comes back.
   */
  public void decommissionOldestWorker() throws Exception {
    Process worker = processes.remove(1);
    // as Spark's decommission-worker.sh does
    new ProcessBuilder("kill", "-PWR", Long.toString(worker.pid())).start().waitFor();
    assertTrue(worker.waitFor(SECONDS, TimeUnit.SECONDS), "the worker did not go");
  }

  /** Ends all workers and their executors; the master stays. */
  public void endWorkers() {
    while (processes.size() > 1) {
      TestDistribution.end(processes.remove(processes.size() - 1));
    }
  }

  public String url() {
    return url;
  }

  @Override
  public void close() {
    for (int i = processes.size() - 1; i >= 0; i--) {
      TestDistribution.end(processes.get(i));
    }
  }

  private Process daemon(String name, String... arguments) throws IOException {
    List<String> all =
        new ArrayList<>(List.of("--host", "127.0.0.1", "--port", "0", "--webui-port", "0"));
    all.addAll(List.of(arguments));
    Process process =
        distribution.start("org.apache.spark.deploy." + name, all.toArray(String[]::new));
    processes.add(process);
    return process;
  }

  /**
   * What a process says where the pattern has its group; it is listened to until its end, lest it
   * block on a full pipe.
   */
  private CompletableFuture<String> said(Process process, Pattern pattern) {
    CompletableFuture<String> said = new CompletableFuture<>();
    Thread listener =
        new Thread(
            () -> {
              StringBuilder all = new StringBuilder();
              try (BufferedReader lines = process.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  all.append(line).append('\n');
                  Matcher matcher = pattern.matcher(line);
                  if (matcher.find()) {
                    said.complete(matcher.group(1));
                  }
                }
                said.completeExceptionally(new IllegalStateException("the process ended: " + all));
              } catch (IOException e) {
                said.completeExceptionally(new UncheckedIOException(e));
              }
            },
            "listener");
    listener.setDaemon(true);
    listener.start();
    return said;
  }
}
