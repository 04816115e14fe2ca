package io.fallline.registry;

import io.fallline.core.failure.Failure;
import io.fallline.store.ExclusiveAppendLog;
import io.fallline.store.Subdirectories;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** One model of a registry: its log, its versions, and how they change. */
public final class RegisteredModel {
  /** Each try that fails is another's that succeeded. */
  private static final int MOST_TRIES = 10_000;

  /** A version's directory, or a hidden one that is to become it; with the token. */
  private static final Pattern DIRECTORY = Pattern.compile("\\.*[0-9]{6,}-([0-9]{1,18})(\\..+)?");

  /**
   * What is to happen next.
   *
   * @param event see {@link LogEntry}
   * @param note what a person wants to know of it
   * @param after the state that results
   */
  public record StateChange(String event, String note, RegistryState after) {}

  private final Path directory;
  private final Configuration configuration;
  private final ExclusiveAppendLog log;

  RegisteredModel(Path directory, Configuration configuration) {
    this.directory = directory;
    this.configuration = configuration;
    this.log = new ExclusiveAppendLog(new Path(directory, VersionLog.LOG), configuration);
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
  public Path path(ModelVersion version) {
    return new Path(versions(), version.directory());
  }

  /**
   * A name for the directory of a version to be; nobody else writes there.
   *
   * @param token of the lease under which it is written
   */
  public String newDirectory(int number, long token) {
    return String.format(Locale.ROOT, "%06d-%d", number, token);
  }

  public Path versions() {
    return new Path(directory, VersionLog.VERSIONS);
  }

  /**
   * Lets something happen, to the state as it is then: what another process did faster is asked
   * about first.
   *
   * @param by who does it
   * @param change from what has happened last to what is to happen; throws a failure where that
   *     must not be
   * @return what has happened
   * @throws Failure (files) if the file system says no
   */
  public LogEntry change(String by, Function<LogEntry, StateChange> change) {
    for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
      LogEntry head = head();
      StateChange next = change.apply(head);
      Instant now = Instant.now();
      LogEntry entry =
          new LogEntry(head.number() + 1, now, next.event(), by, next.note(), next.after());
      if (log.appended(entry.number(), entry.toJson())) {
        return entry;
      }
    }
    throw new Failure(
        Failure.Kind.TRY_LATER,
        directory + ": others have changed it " + MOST_TRIES + " times meanwhile");
  }

  /**
   * Removes what earlier holders of the lease have written and did not publish: nor can they any
   * more. What later ones have is not touched, not by one who has slept through losing the lease.
   *
   * @param taken by which the lease was taken, and under which nothing has been written yet: what
   *     bears its number all the same is from a log whose end is gone
   */
  public void removeLitter(LogEntry taken) {
    log.removeLitter();
    // where a probe was left before there was a directory of versions, or of a check
    for (Path place : List.of(directory.getParent(), directory, versions())) {
      log.removeProbes(place);
    }
    List<String> named = taken.state().versions().stream().map(ModelVersion::directory).toList();
    Subdirectories.remove(
        versions(), configuration, name -> !named.contains(name) && isLeft(name, taken.number()));
  }

  private static boolean isLeft(String name, long token) {
    Matcher matcher = DIRECTORY.matcher(name);
    return matcher.matches() && Long.parseLong(matcher.group(1)) <= token;
  }

  /** Removes the versions that a change has left out. */
  public void removePruned(RegistryState before, RegistryState after) {
    List<String> gone =
        before.versions().stream()
            .filter(version -> after.find(version.number()).isEmpty())
            .map(ModelVersion::directory)
            .toList();
    Subdirectories.remove(versions(), configuration, gone::contains);
  }
}
