package io.fallline.registry;

import io.fallline.core.failure.Failure;
import io.fallline.store.AppendableLog;
import io.fallline.store.Subdirectories;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** One model of a registry: its log, its versions, and how they change. */
public final class RegisteredModel {
  /** Each try that fails is another's that succeeded. */
  private static final int MOST_TRIES = 10_000;

  private final Path directory;
  private final Configuration configuration;
  private final AppendableLog log;

  RegisteredModel(Path directory, Configuration configuration) {
    this.directory = directory;
    this.configuration = configuration;
    this.log = new AppendableLog(new Path(directory, VersionLog.LOG), configuration);
  }

  public String name() {
    return directory.getName();
  }

  public VersionLog log() {
    return new VersionLog(directory.toString(), log.entries());
  }

  /** What has happened last. */
  public LogEntry head() {
    return log().head();
  }

  public RegistryState state() {
    return head().state();
  }

  /** The model directory of a version. */
  public Path path(Version version) {
    return new Path(versions(), version.directory());
  }

  /** A name for the directory of a version to be; nobody else writes there. */
  public String newDirectory(int number) {
    return "%06d-%s".formatted(number, UUID.randomUUID().toString().substring(0, 8));
  }

  public Path versions() {
    return new Path(directory, VersionLog.VERSIONS);
  }

  /**
   * Lets something happen, to the state as it is then: whoever else was faster is asked about
   * first.
   *
   * @param by who does it
   * @param change from what has happened last to what is to happen; throws a failure where that
   *     must not be
   * @return what has happened
   * @throws Failure (files) if the file system says no
   */
  public LogEntry change(String by, Function<LogEntry, Change> change) {
    for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
      LogEntry head = head();
      Change next = change.apply(head);
      Instant now = Instant.now();
      if (log.appended(head.number() + 1, EntryWriter.write(next, by, now))) {
        return new LogEntry(head.number() + 1, now, next.event(), by, next.note(), next.after());
      }
    }
    throw new Failure(
        Failure.Kind.TRY_LATER,
        directory + ": others have changed it " + MOST_TRIES + " times meanwhile");
  }

  /**
   * Removes what no entry names; for whoever holds the lease, so that nobody else is writing it.
   */
  public void removeLitter(RegistryState state) {
    log.removeLitter();
    List<String> named = state.versions().stream().map(Version::directory).toList();
    Subdirectories.remove(versions(), configuration, name -> !named.contains(name));
  }

  /** Removes the versions that a change has left out. */
  public void removePruned(RegistryState before, RegistryState after) {
    List<String> gone =
        before.versions().stream()
            .filter(version -> after.find(version.number()).isEmpty())
            .map(Version::directory)
            .toList();
    Subdirectories.remove(versions(), configuration, gone::contains);
  }
}
