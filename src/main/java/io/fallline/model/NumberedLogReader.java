package io.fallline.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.failure.Failure;
import io.fallline.model.FileFailures.MalformedFileException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A log in a directory: entries numbered from 1 without gaps, {@code 000000000012.json}, each a
 * file of its own that is whole or absent and never changes. {@code ExclusiveAppendLog} writes it.
 */
public record NumberedLogReader(DirectoryFiles files) {
  private static final Pattern NAME = Pattern.compile("([0-9]{12})\\.json");

  /**
   * The number of the newest entry; 0 where there is none.
   *
   * @throws Failure (files) if the file system does not say; (data) if an entry's name has other
   *     digits than 0 to 9
   */
  public long newest() {
    List<String> names = FileFailures.unless(files.shown() + ": cannot be read", files::names);
    names.forEach(name -> PlainDigits.require(files.shown(), name, NAME));
    return names.stream().mapToLong(NumberedLogReader::number).max().orElse(0);
  }

  /**
   * The members of an entry.
   *
   * @throws Failure (data) if there is no such entry, or it is not as it was written; (files) if
   *     the file system says no
   */
  public ObjectNode read(long number) {
    String shown = shown(number);
    try (InputStream in = files.open(name(number))) {
      return DirectoryManifest.read(in.readNBytes(DirectoryManifest.LARGEST)).sections();
    } catch (MalformedFileException e) {
      throw Failure.data(shown + " cannot be used: " + e.getMessage(), e);
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw notOpened(number, e);
    } catch (IOException e) {
      throw FileFailures.with(shown + ": cannot be read", e);
    }
  }

  /** On opening, local disks say of a file without permission, too, that it is not found. */
  private Failure notOpened(long number, IOException told) {
    String refusal = shown(number) + ": cannot be read";
    return FileFailures.unless(refusal, () -> files.has(name(number)))
        ? FileFailures.with(refusal, told)
        : Failure.data(shown(number) + " is missing, expected an entry of a log", told);
  }

  private String shown(long number) {
    return files.shown() + "/" + name(number);
  }

  /** 0 of a file that is no entry. */
  public static long number(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
  }

  public static String name(long number) {
    return String.format(Locale.ROOT, "%012d.json", number);
  }
}
