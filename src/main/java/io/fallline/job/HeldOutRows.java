package io.fallline.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;

/**
 * The rows held out by a training that goes on with another number of epochs: where {@code
 * data.validation} is auto, they depend on whether the epochs are auto. The training can go on once
 * the fraction is named.
 */
final class HeldOutRows {
  static final String KEY = "data.validation";
  private static final String EPOCHS = "training.epochs";
  private static final String AUTO = "auto";

  private HeldOutRows() {}

  /**
   * Whether rows are held out by a fraction where they were by auto, or the other way, as the
   * epochs are no longer auto or have become so: the same rows or others.
   *
   * @param then the keys of the checkpoint's configuration
   * @param now those of the training that is to go on
   */
  static boolean areNamedInstead(Map<String, JsonNode> then, Map<String, JsonNode> now) {
    return isAuto(then, EPOCHS) != isAuto(now, EPOCHS) && isAuto(then, KEY) != isAuto(now, KEY);
  }

  /** Why rows are others, and what makes them the same; empty where it is something else. */
  static String remedy(Map<String, JsonNode> then, Map<String, JsonNode> now) {
    boolean was = isAuto(then, EPOCHS);
    if (was == isAuto(now, EPOCHS) || !isAuto(then, KEY) || !isAuto(now, KEY)) {
      return "";
    }
    return "; data.validation = auto holds out "
        + (was ? "a tenth" : "nothing")
        + " where training.epochs is "
        + (was ? "auto, as it was, and nothing" : "a number, as it was, and a tenth")
        + " where it is "
        + (was ? "a number" : "auto")
        + ": set data.validation = "
        + (was ? DataSpecs.SHARE : "0")
        + " for the rows that the checkpoint was trained on";
  }

  private static boolean isAuto(Map<String, JsonNode> leaves, String key) {
    return leaves.getOrDefault(key, MissingNode.getInstance()).asText().equals(AUTO);
  }
}
