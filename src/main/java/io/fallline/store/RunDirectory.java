package io.fallline.store;

import io.fallline.core.failure.Failure;
import io.fallline.model.DirectoryManifest;
import io.fallline.model.FileFailures;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The directory of one run, {@code <output>/<name>/<run id>/}. It is made before any training, and
 * with a file in it, so that a place where nothing can be written is known at once.
 *
 * @param path as the person who started the run may use it
 */
public record RunDirectory(Path path, FileLocation place, Configuration configuration) {
  private static final String HISTORY = "history.jsonl";
  private static final int MOST_RUNS_A_SECOND = 1000;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * Makes a run's directory, with an empty history in it.
   *
   * @param now the run id: the second in UTC, with -2, -3, … where another run took it
   * @throws Failure (files) if nothing can be written there; (configuration) if the name is none of
   *     a directory
   */
  public static RunDirectory create(
      String output, String name, Configuration configuration, Instant now) {
    return create(output, name, "", Map.entry(HISTORY, new byte[0]), configuration, now);
  }

  /**
   * Makes a directory beside those of the job's runs, for what is not one run.
   *
   * @param kind what stands before the id in the directory's name; empty: nothing
   * @param first a file to be in it from its beginning
   */
  public static RunDirectory create(
      String output,
      String name,
      String kind,
      Map.Entry<String, byte[]> first,
      Configuration configuration,
      Instant now) {
    if (!NAME.matcher(name).matches() || name.equals(".") || name.equals("..")) {
      throw Failure.configuration(
          "name is \"" + name + "\", expected 1 to 64 of the characters A-Z a-z 0-9 . _ -");
    }
    Path parent = new Path(new Path(output), name);
    FileLocation place = FileLocation.forPublishing(parent, configuration);
    String prefix = kind.isEmpty() ? "" : kind + "-";
    return FileFailures.unless(
        parent + ": cannot be written",
        () -> named(place, parent, prefix + ID.format(now), first, configuration));
  }

  /**
   * The directory of a run that was.
   *
   * @throws Failure (data) if there is no such directory
   */
  public static RunDirectory open(Path path, Configuration configuration) {
    FileLocation place = FileLocation.of(path, configuration);
    if (!FileFailures.unless(path + ": cannot be read", place::exists)) {
      throw Failure.data(path + ": does not exist, expected the directory of a run");
    }
    return new RunDirectory(path, place, configuration);
  }

  /** The first id that is free: two runs that start together never share one. */
  private static RunDirectory named(
      FileLocation above,
      Path parent,
      String second,
      Map.Entry<String, byte[]> first,
      Configuration configuration)
      throws IOException {
    CommitProtocol commits = CommitProtocol.of(above, configuration);
    for (int run = 1; run <= MOST_RUNS_A_SECOND; run++) {
      String id = run == 1 ? second : second + "-" + run;
      FileLocation place = above.child(id);
      if (commits.tookDirectory(place, Map.ofEntries(first))) {
        Leftovers.removeOld(place, left -> true);
        return new RunDirectory(new Path(parent, id), place, configuration);
      }
    }
    throw new IOException("more than " + MOST_RUNS_A_SECOND + " runs started at " + second);
  }

  /** When it began; the directory's name. */
  public String id() {
    return place.path().getName();
  }

  /** A file or directory of this run: {@code path("model")}. */
  public Path path(String name) {
    return new Path(path, name);
  }

  /**
   * Writes a small file, in place of an earlier one: a reader sees either, whole.
   *
   * @throws Failure (files) if the file system says no; an earlier file stands then
   */
  public void write(String name, byte[] content) {
    if (!DirectoryManifest.isFileName(name)) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is no name of a file in a run directory");
    }
    FileLocation file = place.child(name);
    FileFailures.attempt(
        file.shown() + ": cannot be written",
        () -> CommitProtocol.of(file, configuration).replace(file, content));
  }

  /**
   * Removes what only a run that has succeeded has, after one that has not: a file or directory of
   * each name, if it is there.
   *
   * @param failure is told beside of whatever prevents that
   */
  public void withdraw(Throwable failure, String... names) {
    for (String name : names) {
      FileLocation result = place.child(name);
      try {
        if (result.exists()) {
          CommitProtocol.of(result, configuration).remove(result);
        }
      } catch (IOException | RuntimeException e) {
        failure.addSuppressed(e);
      }
    }
  }

  /**
   * A small file's content, if it is there.
   *
   * @throws Failure (files) if the file system says no
   */
  public Optional<byte[]> read(String name) {
    FileLocation file = place.child(name);
    try (InputStream in = file.open()) {
      return Optional.of(in.readAllBytes());
    } catch (FileNotFoundException e) {
      return absent(file, e);
    } catch (IOException e) {
      throw FileFailures.with(file.shown() + ": cannot be read", e);
    }
  }

  /** Local disks say of a file without permission, too, that it is not found. */
  private static Optional<byte[]> absent(FileLocation file, FileNotFoundException told) {
    String refusal = file.shown() + ": cannot be read";
    if (FileFailures.unless(refusal, file::exists)) {
      throw FileFailures.with(refusal, told);
    }
    return Optional.empty();
  }

  /** Opens {@code history.jsonl} to be written from its start. */
  public HistoryFileWriter history() {
    return HistoryFileWriter.create(place.child(HISTORY));
  }
}
