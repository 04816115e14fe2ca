package io.fallline.store;

import io.fallline.core.failure.Failure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
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
  private static final String MODEL = "model.safetensors";
  private static final String STATE = "state.safetensors";
  private static final String HISTORY = "history.jsonl";
  private static final String WHAT = "a checkpoint (" + MODEL + ", " + DirectoryManifest.NAME + ")";
  private static final Pattern NAME = Pattern.compile("step-([0-9]{12})");
  private static final long MOST_HISTORY = Integer.MAX_VALUE - 8;

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
    for (FileStatus entry : list()) {
      FileLocation litter = place.child(entry.getPath().getName());
      try {
        if (isLitter(litter)) {
          litter.files().delete(litter.path(), true);
        }
      } catch (IOException e) {
        throw FileFailures.with(litter.shown() + ": cannot be removed", e);
      }
    }
  }

  private boolean isLitter(FileLocation entry) throws IOException {
    String name = entry.path().getName();
    return HiddenName.target(name).filter(target -> NAME.matcher(target).matches()).isPresent()
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
      return whole(step);
    } catch (Failure e) {
      if (e.kind() == Failure.Kind.DATA) {
        torn.add(step);
      }
      throw e;
    }
  }

  private Checkpoint whole(long step) {
    VerifiedDirectory directory =
        VerifiedDirectory.open(HadoopFiles.of(path(step), configuration), WHAT);
    return new Checkpoint(
        step,
        tensors(directory, MODEL),
        directory.files().contains(STATE) ? tensors(directory, STATE) : List.of(),
        directory.read(HISTORY, CheckpointStore::bytes),
        directory.manifest());
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
    // one that is there is from before a rollback, to which it leads again, or of a training that
    // was killed when only the older ones were left to remove
    if (known.add(checkpoint.step())) {
      publish(checkpoint);
    }
    while (known.size() > keep) {
      remove(known.first());
    }
  }

  private void publish(Checkpoint checkpoint) {
    Map<String, FileContentWriter> files = new LinkedHashMap<>();
    files.put(MODEL, out -> Safetensors.write(out, checkpoint.parameters()));
    if (!checkpoint.state().isEmpty()) {
      files.put(STATE, out -> Safetensors.write(out, checkpoint.state()));
    }
    files.put(HISTORY, out -> out.write(checkpoint.history()));
    Publication.publish(path(checkpoint.step()), configuration, files, checkpoint.sections());
  }

  private void remove(long step) {
    FileLocation doomed = place.child(name(step));
    try {
      commits.remove(doomed);
      known.remove(step);
      torn.remove(step);
    } catch (IOException e) {
      throw FileFailures.with(doomed.shown() + ": cannot be removed", e);
    }
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
    for (FileStatus entry : list()) {
      PlainDigits.require(place.shown(), entry.getPath().getName(), NAME);
      Matcher name = NAME.matcher(entry.getPath().getName());
      if (name.matches() && isCommitted(place.child(name.group()))) {
        steps.add(Long.parseLong(name.group(1)));
      }
    }
    return List.copyOf(steps);
  }

  private boolean isCommitted(FileLocation checkpoint) {
    try {
      return commits.isCommitted(checkpoint);
    } catch (IOException e) {
      throw FileFailures.with(checkpoint.shown() + ": cannot be read", e);
    }
  }

  private FileStatus[] list() {
    try {
      return place.list();
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    } catch (IOException e) {
      throw FileFailures.with(place.shown() + ": cannot be read", e);
    }
  }

  private static List<NamedTensor> tensors(VerifiedDirectory directory, String name) {
    return directory.read(name, Safetensors::read);
  }

  private static byte[] bytes(InputStream in, long length, String file) throws IOException {
    if (length > MOST_HISTORY) {
      throw Failure.data(file + " has " + length + " bytes, expected at most " + MOST_HISTORY);
    }
    return in.readNBytes((int) length);
  }

  private static String name(long step) {
    return String.format(Locale.ROOT, "step-%012d", step);
  }
}
