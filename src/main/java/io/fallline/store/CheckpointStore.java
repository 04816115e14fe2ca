package io.fallline.store;

import io.fallline.core.failure.Failure;
import io.fallline.model.FileFailures;
import io.fallline.model.PlainDigits;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The checkpoints of one training, in one directory: {@code step-000000001200} and so on, each
 * whole or absent.
 *
 * <p>One training at a time may write here. No lock says so, which a crash could leave behind: a
 * training that finds a checkpoint which it neither found at its start nor wrote itself knows that
 * another is at work.
 */
public final class CheckpointStore {
  private static final Pattern NAME = Pattern.compile("step-([0-9]{12})");

  private final Path path;
  private final FileLocation place;
  private final CommitProtocol commits;
  private final Configuration configuration;
  private final TreeSet<Long> known = new TreeSet<>();
  private final Set<Long> torn = new TreeSet<>();
  private boolean supersedes;

  private CheckpointStore(Path path, FileLocation place, Configuration configuration) {
    this.path = path;
    this.place = place;
    this.configuration = configuration;
    this.commits = CommitProtocol.of(place, configuration);
  }

  /**
   * Looks what is there.
   *
   * @param directory need not exist
   * @throws Failure (files) if the file system says no, or could not keep checkpoints whole; (data)
   *     if a checkpoint's name has other digits than 0 to 9
   */
  public static CheckpointStore open(Path directory, Configuration configuration) {
    CheckpointStore store =
        new CheckpointStore(
            directory, FileLocation.forPublishing(directory, configuration), configuration);
    store.known.addAll(store.found());
    return store;
  }

  /** Removes what trainings that were killed have left half-written. */
  public void removeLitter() {
    for (String name : names()) {
      FileLocation litter = place.child(name);
      FileFailures.attempt(
          litter.shown() + ": cannot be removed",
          () -> {
            if (isLitter(litter)) {
              litter.files().delete(litter.path(), true);
            }
          });
    }
  }

  private boolean isLitter(FileLocation entry) throws IOException {
    String name = entry.path().getName();
    return TemporaryName.target(name).filter(target -> NAME.matcher(target).matches()).isPresent()
        || (NAME.matcher(name).matches() && !commits.isCommitted(entry));
  }

  /** Of the checkpoints that are there, ascending; whether they are whole is another question. */
  public List<Long> steps() {
    return List.copyOf(known);
  }

  /** Where the checkpoint after this step is, or would be. */
  public Path path(long step) {
    return new Path(path, name(step));
  }

  /**
   * Reads a checkpoint and verifies all of it.
   *
   * @throws Failure (data) if anything is missing or not as it was written; (files) if the file
   *     system says no
   */
  public Checkpoint read(long step) {
    try {
      return Checkpoint.read(path(step), configuration, step);
    } catch (Failure e) {
      if (e.kind() == Failure.Kind.DATA) {
        torn.add(step);
      }
      throw e;
    }
  }

  /** What is there now goes as soon as another training's first checkpoint is about to be there. */
  public void supersede() {
    supersedes = true;
  }

  /**
   * Writes a checkpoint that is whole or absent; then removes the oldest beyond those to keep.
   *
   * @throws Failure (try later) if another training writes here; (files) if the file system says
   *     no; (training) if a number is not finite
   */
  public void write(Checkpoint checkpoint, int keep) {
    requireAlone();
    List.copyOf(supersedes ? known : torn).forEach(this::remove);
    supersedes = false;
    // A checkpoint of this step may be there with the same content: written before a rollback that
    // led back here, or by a run that was killed while it removed older ones.
    if (known.add(checkpoint.step())) {
      checkpoint.publish(path(checkpoint.step()), configuration);
    }
    while (known.size() > keep) {
      remove(known.first());
    }
  }

  private void remove(long step) {
    FileLocation doomed = place.child(name(step));
    FileFailures.attempt(doomed.shown() + ": cannot be removed", () -> commits.remove(doomed));
    known.remove(step);
    torn.remove(step);
  }

  private void requireAlone() {
    List<Long> found = found();
    known.retainAll(found);
    for (long step : found) {
      if (!known.contains(step)) {
        throw new Failure(
            Failure.Kind.TRY_LATER,
            path(step)
                + ": was written meanwhile by another training; only one at a time may have the"
                + " directory, expected it to be over or to have another checkpoint.directory");
      }
    }
  }

  private List<Long> found() {
    TreeSet<Long> steps = new TreeSet<>();
    for (String name : names()) {
      PlainDigits.require(place.shown(), name, NAME);
      Matcher matcher = NAME.matcher(name);
      if (matcher.matches() && isCommitted(place.child(name))) {
        steps.add(Long.parseLong(matcher.group(1)));
      }
    }
    return List.copyOf(steps);
  }

  private boolean isCommitted(FileLocation checkpoint) {
    return FileFailures.unless(
        checkpoint.shown() + ": cannot be read", () -> commits.isCommitted(checkpoint));
  }

  private List<String> names() {
    return FileFailures.unless(place.shown() + ": cannot be read", place::names);
  }

  private static String name(long step) {
    return String.format(Locale.ROOT, "step-%012d", step);
  }
}
