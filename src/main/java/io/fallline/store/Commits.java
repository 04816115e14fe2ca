package io.fallline.store;

import io.fallline.core.failure.Failure;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/**
 * How a file system makes what is written there whole at once. There are two ways: to write under a
 * hidden name and rename, or to create the one file that counts if nobody else has.
 */
interface Commits {

  /**
   * @throws Failure (files) if the file system has neither way
   */
  static Commits of(Place place, Configuration configuration) {
    if (Renames.areWhole(place, configuration)) {
      return new ByRename(configuration);
    }
    if (ByConditionalCreate.isOffered(place)) {
      return new ByConditionalCreate();
    }
    String scheme = place.path().toUri().getScheme().toLowerCase(Locale.ROOT);
    throw Trouble.files(
        place.shown()
            + ": "
            + scheme
            + " is not known to rename a directory all at once, nor to create a file only where there is none, so a"
            + " half-written one could be taken for whole; write to file, hdfs, viewfs, or to s3a of Hadoop 3.4.2 or"
            + " newer with "
            + ByConditionalCreate.S3A_SETTING
            + ", or vouch for renames with spark.hadoop."
            + Renames.TRUSTED_SCHEMES);
  }

  /** Whether the file system has one of the ways. */
  static boolean areOffered(Place place, Configuration configuration) {
    return Renames.areWhole(place, configuration) || ByConditionalCreate.isOffered(place);
  }

  /** The place itself, where this one is a view of another file system. */
  Place behindViews(Place place) throws IOException;

  /**
   * Writes a file under a name that must be free; of several at once, one succeeds.
   *
   * @return false if the name is taken; nothing is left behind then
   */
  boolean took(Place file, byte[] content) throws IOException;

  /** Writes a small file in place of one that may be there: a reader sees either. */
  void replace(Place file, byte[] content) throws IOException;

  /**
   * Makes a directory of small files without a manifest, in the map's order, under a name that must
   * be free; of several at once, one succeeds.
   *
   * @return false if the name is taken; nothing is left behind then
   */
  boolean tookDirectory(Place directory, Map<String, byte[]> files) throws IOException;

  /**
   * Begins a directory with a manifest.
   *
   * @param names of its files
   */
  Draft draft(Place directory, Set<String> names);

  /**
   * Whether a directory with a manifest is whole, as far as its being there under its name says.
   */
  boolean isCommitted(Place directory) throws IOException;

  /** Removes a directory with a manifest: no reader meets half of it. */
  void remove(Place directory) throws IOException;

  /**
   * Finds out, by doing so, whether something can be written in a directory; it need not exist.
   * What others have left of doing so is removed.
   *
   * @throws Failure (files) if it can, but would not be whole
   */
  void tryOut(Place directory) throws IOException;

  /** What nobody takes for anything, beside a place. */
  static Place aside(Place place) {
    return place.sibling(HiddenName.of(place.path().getName()));
  }

  /** The same within a directory. */
  static Place probe(Place directory) {
    return directory.child(HiddenName.ofProbe());
  }
}
