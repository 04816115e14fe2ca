package io.fallline.retrain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.Campaign;
import io.fallline.registry.RegisteredModel;
import io.fallline.retrain.RacingPublisher.Attempt;
import io.fallline.retrain.RacingPublisher.Ending;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two publishers of one model start at once, again and again, in two threads and in two processes.
 * Every other time both leases are over as soon as they are taken, so that both have held one and
 * both go on to publish.
 */
class RacingPublishersCampaign {
  private static final String MODEL = "m";
  private static final long SECONDS = 120;
  private static final int ROUNDS = Campaign.rounds(1000, 50);
  private static final int ATTEMPTS = Campaign.rounds(200, 10);

  @TempDir private Path directory;

  private final Configuration hadoop = new Configuration();

  @Test
  void onTheLocalFileSystemNoTwoEverPublishUnderOneNumberOrToken() throws Exception {
    race("local file system", directory.toString(), true);
  }

  @Test
  void onHdfsNoTwoEverPublishUnderOneNumberOrToken() throws Exception {
    try (MiniDFSCluster cluster = SmallHdfs.start(directory, hadoop)) {
      race("MiniDFS", cluster.getFileSystem().getUri() + "/t", true);
    }
  }

  @Test
  void onAnObjectStoreNoTwoEverPublishUnderOneNumberOrToken() throws Exception {
    race("an object store with conditional create", "objects://race" + directory, false);
  }

  private void race(String where, String root, boolean processes) throws Exception {
    String registry = root + "/threads";
    List<Attempt> attempts = new ArrayList<>();
    long readings;
    try (ChampionReader reader = reading(registry)) {
      raceInThreads(at(registry).model(), attempts);
      readings = reader.readings();
    }
    tell(where + ", two threads, " + ROUNDS + " rounds", registry, attempts, readings);
    if (processes) {
      registry = root + "/processes";
      attempts = new ArrayList<>();
      try (ChampionReader reader = reading(registry)) {
        raceInProcesses(registry, attempts);
        readings = reader.readings();
      }
      tell(where + ", two processes", registry, attempts, readings);
    }
  }

  /** Begins with a first champion. */
  private ChampionReader reading(String registry) {
    new RacingPublisher(at(registry).model(), hadoop, "first").attempt(Duration.ZERO, () -> {});
    return ChampionReader.begin(at(registry), ChampionReader.rising());
  }

  private void raceInThreads(RegisteredModel model, List<Attempt> attempts) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      RacingPublisher one = new RacingPublisher(model, hadoop, "one");
      RacingPublisher two = new RacingPublisher(model, hadoop, "two");
      for (int round = 0; round < ROUNDS; round++) {
        boolean both = round % 2 == 0;
        List<Attempt> pair =
            inTwo(threads, () -> attempt(one, both, barrier), () -> attempt(two, both, barrier));
        requireOneWinner(pair, both, round);
        attempts.addAll(pair);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Attempt attempt(RacingPublisher publisher, boolean both, CyclicBarrier barrier) {
    await(barrier);
    return both
        ? publisher.attempt(Duration.ZERO, () -> await(barrier))
        : publisher.attempt(Duration.ofHours(1), () -> {});
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("the other publisher does not come", e);
    }
  }

  private static void requireOneWinner(List<Attempt> pair, boolean both, int round) {
    List<Attempt> winners =
        pair.stream().filter(attempt -> attempt.ending() == Ending.PUBLISHED).toList();
    String told = "round " + round + ": " + pair;
    if (both) {
      assertEquals(1, winners.size(), told);
      long latest = pair.stream().mapToLong(Attempt::token).max().orElseThrow();
      assertEquals(latest, winners.get(0).token(), told);
    } else {
      // one after the other is no race
      assertTrue(winners.size() == 1 || winners.get(0).number() != winners.get(1).number(), told);
    }
  }

  private static void raceInProcesses(String registry, List<Attempt> attempts) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      inTwo(
              threads,
              () -> RacingPublisher.inProcess(registry, MODEL, "one", ATTEMPTS),
              () -> RacingPublisher.inProcess(registry, MODEL, "two", ATTEMPTS))
          .forEach(attempts::addAll);
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T> List<T> inTwo(ExecutorService threads, Callable<T> one, Callable<T> two)
      throws Exception {
    Future<T> first = threads.submit(one);
    Future<T> second = threads.submit(two);
    return List.of(first.get(), second.get());
  }

  private void tell(String where, String registry, List<Attempt> attempts, long readings)
      throws IOException {
    List<Attempt> winners = requireNoTwoWinners(registry, attempts);
    Map<Ending, Integer> endings = new EnumMap<>(Ending.class);
    attempts.forEach(attempt -> endings.merge(attempt.ending(), 1, Integer::sum));
    Campaign.figure(
        "racing publishers, "
            + where
            + ": "
            + endings
            + ", "
            + winners.size()
            + " versions without gap or double; "
            + readings
            + " readings of the champion meanwhile, each of a whole one");
  }

  /** The log and the publishers tell the same. */
  private List<Attempt> requireNoTwoWinners(String registry, List<Attempt> attempts)
      throws IOException {
    RegistryAt at = at(registry);
    List<Attempt> logged = Publications.of(at.model().log());
    assertEquals(
        IntStream.rangeClosed(1, logged.size()).boxed().toList(),
        logged.stream().map(Attempt::number).toList());
    assertEquals(
        logged.size(), logged.stream().mapToLong(Attempt::token).distinct().count(), "tokens");
    List<Attempt> told =
        attempts.stream()
            .filter(attempt -> attempt.ending() == Ending.PUBLISHED)
            .sorted(Comparator.comparingInt(Attempt::number))
            .toList();
    assertEquals(logged.subList(1, logged.size()), told);
    at.tidyUp();
    at.requireTidy(registry);
    at.requireWhole(registry);
    return told;
  }

  private RegistryAt at(String registry) {
    return new RegistryAt(registry, MODEL, hadoop);
  }
}
