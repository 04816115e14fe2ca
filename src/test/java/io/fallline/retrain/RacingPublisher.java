package io.fallline.retrain;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.core.failure.Failure;
import io.fallline.model.Fingerprint;
import io.fallline.model.NamedTensor;
import io.fallline.registry.LogEntry;
import io.fallline.registry.ModelRegistry;
import io.fallline.registry.ModelVersion;
import io.fallline.registry.RegisteredModel;
import io.fallline.registry.RegisteredModel.StateChange;
import io.fallline.registry.RegistryState;
import io.fallline.store.ModelDirectory;
import io.fallline.testing.ForkedJava;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;

/** Does to a registry what a retraining does, but for the training. */
final class RacingPublisher {
  private static final int KEPT = 1;
  private static final Duration HOUR = Duration.ofHours(1);

  private final RegisteredModel model;
  private final Configuration hadoop;
  private final String name;

  /** How an attempt to publish has ended. */
  enum Ending {
    PUBLISHED,
    /** Another held the lease. */
    REFUSED,
    /** The lease was lost, which was learnt when the version was to be published. */
    FENCED,
    /** The lease was lost, and its new holder removed what was being written. */
    TIDIED_AWAY
  }

  /**
   * An attempt to publish.
   *
   * @param number of the version
   * @param token of the lease
   */
  record Attempt(Ending ending, int number, long token) {
    private static final Attempt REFUSED = new Attempt(Ending.REFUSED, 0, 0);
  }

  RacingPublisher(RegisteredModel model, Configuration hadoop, String name) {
    this.model = model;
    this.hadoop = hadoop;
    this.name = name;
  }

  /**
   * @param pause once the lease is taken
   */
  Attempt attempt(Duration length, Runnable pause) {
    HeldLease lease;
    try {
      lease = HeldLease.take(model, name, length);
    } catch (Failure held) {
      require(held.kind() == Failure.Kind.TRY_LATER, held);
      return Attempt.REFUSED;
    }
    int number = lease.state().lastNumber() + 1;
    long token = lease.taken().number();
    Ending ending;
    try (lease) {
      pause.run();
      publish(lease, number);
      ending = Ending.PUBLISHED;
    } catch (Failure failure) {
      require(lease.isLost(), failure);
      ending = failure.kind() == Failure.Kind.TRY_LATER ? Ending.FENCED : Ending.TIDIED_AWAY;
    }
    return new Attempt(ending, number, token);
  }

  private void publish(HeldLease lease, int number) {
    model.removeLitter(lease.taken());
    double[] weights = new Random(number + name.hashCode()).doubles(100).toArray();
    List<NamedTensor> parameters = List.of(NamedTensor.vector("weights", weights));
    ModelVersion version =
        new ModelVersion(
            number,
            model.newDirectory(number, lease.taken().number()),
            Fingerprint.parametersSha256(parameters),
            Instant.now(),
            null,
            "");
    ModelDirectory.write(
        model.path(version),
        hadoop,
        parameters,
        List.of(),
        Map.of(),
        Map.of(),
        new ObjectMapper().createObjectNode().put("publisher", name));
    LogEntry entry =
        lease.finish(
            state -> {
              RegistryState after = state.published(version).promoted(number).pruned(KEPT);
              return new StateChange("promoted", "version " + number, after);
            });
    model.removePruned(lease.state(), entry.state());
  }

  private static void require(boolean condition, Failure failure) {
    if (!condition) {
      throw failure;
    }
  }

  /**
   * Publishes in a process of its own, half of the times under a lease that is over at once.
   *
   * @param arguments a file to write the attempts to, the registry, the model, the publisher's
   *     name, how many attempts
   */
  public static void main(String[] arguments) throws IOException {
    Configuration hadoop = new Configuration();
    RegisteredModel model =
        new ModelRegistry(new org.apache.hadoop.fs.Path(arguments[1]), hadoop).model(arguments[2]);
    RacingPublisher publisher = new RacingPublisher(model, hadoop, arguments[3]);
    Random random = new Random(arguments[3].hashCode());
    int attempts = Integer.parseInt(arguments[4]);
    List<Attempt> all = new ArrayList<>();
    while (all.size() < attempts) {
      Attempt attempt = publisher.attempt(random.nextBoolean() ? HOUR : Duration.ZERO, () -> {});
      if (attempt.ending() != Ending.REFUSED) {
        all.add(attempt);
      }
    }
    write(Path.of(arguments[0]), all);
  }

  private static void write(Path file, List<Attempt> attempts) throws IOException {
    Files.write(
        file,
        attempts.stream().map(at -> at.ending() + " " + at.number() + " " + at.token()).toList());
  }

  /** Runs {@link #main}, to its end. */
  static List<Attempt> inProcess(String registry, String model, String name, int attempts)
      throws IOException, InterruptedException {
    return ForkedJava.lines(
            ForkedJava.home(),
            List.of(),
            RacingPublisher.class,
            registry,
            model,
            name,
            String.valueOf(attempts))
        .stream()
        .map(line -> line.split(" "))
        .map(
            told ->
                new Attempt(
                    Ending.valueOf(told[0]), Integer.parseInt(told[1]), Long.parseLong(told[2])))
        .toList();
  }
}
