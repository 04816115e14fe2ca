package io.fallline.registry;

import java.time.Instant;

/**
 * A published model, which never changes.
 *
 * @param number from 1; never given twice
 * @param directory its name among the versions
 * @param champion the number of the champion it was measured against; null where there was none
 * @param gate how it fared, in one line
 */
public record ModelVersion(
    int number,
    String directory,
    String parametersSha256,
    Instant created,
    Integer champion,
    String gate) {

  /** The same that fared otherwise. */
  public ModelVersion gated(String otherwise) {
    return new ModelVersion(number, directory, parametersSha256, created, champion, otherwise);
  }
}
