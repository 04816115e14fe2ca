package io.fallline.retrain;

import java.util.Set;
import java.util.function.Consumer;

/**
 * What is done to a registry.
 *
 * @param champion that it has afterwards
 * @param versions that it has afterwards
 */
record Deed(String name, int champion, Set<Integer> versions, Consumer<RegistryAt> doing) {
  static final String RETRAIN = "retrain";

  /** A retraining has its key; the others are done again when they are asked for again. */
  boolean isDone(RegistryAt registry) {
    return !name.equals(RETRAIN) && registry.champion().number() == champion;
  }
}
