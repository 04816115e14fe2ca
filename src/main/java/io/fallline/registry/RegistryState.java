package io.fallline.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fallline.core.failure.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The state of a model's versions, champions and lease. What happens turns one state into the next.
 *
 * @param lastNumber the greatest number ever given to a version
 * @param champions numbers of the champions so far whose versions are there, the present one last
 * @param versions by number, ascending
 * @param leaseIfAny null where nobody holds it
 * @param finished the newest retrainings that had a key, the newest last
 */
public record RegistryState(
    int lastNumber,
    List<Integer> champions,
    List<ModelVersion> versions,
    @JsonProperty("lease") @JsonInclude(JsonInclude.Include.NON_NULL) Lease leaseIfAny,
    List<FinishedRun> finished) {
  public static final RegistryState EMPTY =
      new RegistryState(0, List.of(), List.of(), null, List.of());

  /** So many schedules are told that they have run before; every entry of the log carries them. */
  static final int MOST_FINISHED = 200;

  /** The champion, and the one before it, to which a rollback goes. */
  private static final int ALWAYS_KEPT = 2;

  /**
   * A retraining that is over, under the key that its scheduler gave it.
   *
   * @param outcome promoted, published or nothingNew
   * @param version null where there was nothing to train on
   */
  public record FinishedRun(String runKey, String outcome, Integer version, Instant finished) {}

  public RegistryState {
    versions = List.copyOf(versions);
    champions = List.copyOf(champions);
    finished = List.copyOf(finished);
  }

  public Optional<Lease> lease() {
    return Optional.ofNullable(leaseIfAny);
  }

  public Optional<ModelVersion> champion() {
    return champions.isEmpty() ? Optional.empty() : find(champions.get(champions.size() - 1));
  }

  public Optional<ModelVersion> find(int number) {
    return versions.stream().filter(version -> version.number() == number).findFirst();
  }

  /**
   * @throws Failure (data) if there is no such version, or no longer
   */
  public ModelVersion require(int number) {
    return find(number)
        .orElseThrow(
            () ->
                Failure.data(
                    "there is no version %s%s, expected one of %s",
                    number,
                    number > 0 && number <= lastNumber ? " any more" : "",
                    versions.stream().map(ModelVersion::number).toList()));
  }

  public Optional<FinishedRun> finished(String runKey) {
    return finished.stream().filter(run -> run.runKey().equals(runKey)).findFirst();
  }

  public boolean isHeldBy(long token) {
    return leaseIfAny != null && leaseIfAny.token() == token;
  }

  public RegistryState with(Optional<Lease> changed) {
    return new RegistryState(lastNumber, champions, versions, changed.orElse(null), finished);
  }

  public RegistryState with(FinishedRun run) {
    List<FinishedRun> runs = new ArrayList<>(finished);
    runs.add(run);
    int from = Math.max(0, runs.size() - MOST_FINISHED);
    return new RegistryState(
        lastNumber, champions, versions, leaseIfAny, runs.subList(from, runs.size()));
  }

  public RegistryState published(ModelVersion version) {
    List<ModelVersion> all = new ArrayList<>(versions);
    all.add(version);
    return new RegistryState(version.number(), champions, all, leaseIfAny, finished);
  }

  /**
   * @throws Failure (data) if there is no such version
   */
  public RegistryState promoted(int number) {
    require(number);
    List<Integer> all = new ArrayList<>(champions);
    all.add(number);
    return new RegistryState(lastNumber, reigns(all), versions, leaseIfAny, finished);
  }

  /**
   * The champion before is the champion again.
   *
   * @throws Failure (data) if there was none
   */
  public RegistryState rolledBack() {
    if (champions.size() < 2) {
      throw Failure.data(
          "there is no champion before %s to go back to; models promote makes any version the champion",
          champions.isEmpty() ? "the first" : "version " + champions.get(0));
    }
    return new RegistryState(
        lastNumber, champions.subList(0, champions.size() - 1), versions, leaseIfAny, finished);
  }

  /**
   * Without the oldest versions beyond those to keep; a champion to go back to stays in any case.
   */
  public RegistryState pruned(int keep) {
    Set<Integer> kept = new HashSet<>();
    champions.stream().skip(Math.max(0, champions.size() - ALWAYS_KEPT)).forEach(kept::add);
    List<ModelVersion> left = new ArrayList<>();
    for (int i = versions.size() - 1; i >= 0; i--) {
      ModelVersion version = versions.get(i);
      if (kept.contains(version.number()) || versions.size() - i <= keep) {
        left.add(0, version);
      }
    }
    List<Integer> there = left.stream().map(ModelVersion::number).toList();
    List<Integer> all = reigns(champions.stream().filter(there::contains).toList());
    return new RegistryState(lastNumber, all, left, leaseIfAny, finished);
  }

  /** Without those that follow upon themselves, which a rollback would go to from themselves. */
  private static List<Integer> reigns(List<Integer> champions) {
    List<Integer> reigns = new ArrayList<>();
    for (Integer champion : champions) {
      if (reigns.isEmpty() || !reigns.get(reigns.size() - 1).equals(champion)) {
        reigns.add(champion);
      }
    }
    return reigns;
  }
}
