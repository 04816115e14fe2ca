package io.fallline.retrain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.retrain.RacingPublisher.Attempt;
import io.fallline.retrain.RacingPublisher.Ending;
import java.io.IOException;
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

/**
 * Two publishers of one model start at once, again and again, while a third reads the champion.
 * Every other time both leases are over as soon as they are taken, so that both have held one and
 * both go on to publish.
 *
 * @param registry an empty one
 */
record PublishersRace(RegistryAt registry) {
  private static final long SECONDS = 120;

  private interface Race {
    void add(ExecutorService threads, List<Attempt> attempts) throws Exception;
  }

  /**
   * @return what it came to
   * @throws AssertionError if two have published under one number or lease, or anything else than
   *     the log tells
   */
  String inThreads(int rounds) throws Exception {
    return run(
        (threads, attempts) -> {
          CyclicBarrier barrier = new CyclicBarrier(2);
          RacingPublisher one = publisher("one");
          RacingPublisher two = publisher("two");
          for (int round = 0; round < rounds; round++) {
            boolean both = round % 2 == 0;
            List<Attempt> pair =
                inTwo(
                    threads, () -> attempt(one, both, barrier), () -> attempt(two, both, barrier));
            requireOneWinner(pair, both, round);
            attempts.addAll(pair);
          }
        });
  }

  /** The same in two processes, without meeting at the start of each round. */
  String inProcesses(int each) throws Exception {
    return run(
        (threads, attempts) ->
            inTwo(threads, () -> inProcess("one", each), () -> inProcess("two", each))
                .forEach(attempts::addAll));
  }

  private List<Attempt> inProcess(String name, int attempts) throws Exception {
    return RacingPublisher.inProcess(registry.directory(), registry.name(), name, attempts);
  }

  private String run(Race race) throws Exception {
    publisher("first").attempt(Duration.ZERO, () -> {});
    List<Attempt> attempts = new ArrayList<>();
    long readings;
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (ChampionReader reader = ChampionReader.begin(registry, ChampionReader.rising())) {
      race.add(threads, attempts);
      readings = reader.readings();
    } finally {
      threads.shutdownNow();
    }
    int winners = requireNoTwoWinners(attempts);
    Map<Ending, Integer> endings = new EnumMap<>(Ending.class);
    attempts.forEach(attempt -> endings.merge(attempt.ending(), 1, Integer::sum));
    return endings
        + ", "
        + winners
        + " versions without gap or double; "
        + readings
        + " readings of the champion meanwhile, each of a whole one";
  }

  private RacingPublisher publisher(String name) {
    return new RacingPublisher(registry.model(), registry.hadoop(), name);
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

  private static <T> List<T> inTwo(ExecutorService threads, Callable<T> one, Callable<T> two)
      throws Exception {
    Future<T> first = threads.submit(one);
    Future<T> second = threads.submit(two);
    return List.of(first.get(), second.get());
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

  /** The log and the publishers tell the same. */
  private int requireNoTwoWinners(List<Attempt> attempts) throws IOException {
    List<Attempt> logged = Publications.of(registry.model().log());
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
    registry.tidyUp();
    registry.requireTidy(registry.directory());
    registry.requireWhole(registry.directory());
    return told.size();
  }
}
