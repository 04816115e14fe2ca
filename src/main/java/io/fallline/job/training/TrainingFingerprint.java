package io.fallline.job.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.configuration.ConfigurationHelp;
import io.fallline.configuration.HeldOut;
import io.fallline.configuration.JobConfiguration;
import io.fallline.core.failure.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a training is, as far as its result depends on it: a checkpoint of one fingerprint is of no
 * use to another.
 */
final class TrainingFingerprint {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONFIGURATION = "configuration";
  private static final String DATA = "dataSha256";
  private static final String SHARDS = "shards";
  private static final String KERNELS = "kernels";
  private static final String FORM = "ruleForm";

  /** Keys that may change between one run and the next, and the sections that may. */
  private static final List<String> FREE =
      List.of("training.engine", "checkpoint", "output", "retrain", "data.maxLineBytes");

  /** How long to train; other schedules than the constant one depend on it. */
  private static final Set<String> LENGTH = Set.of("training.epochs", "training.maxSteps");

  private TrainingFingerprint() {}

  /** What a checkpoint tells of its training. */
  static ObjectNode of(JobConfiguration job, String dataSha256, int shards, String kernels) {
    ObjectNode fingerprint = JSON.createObjectNode();
    fingerprint.set(CONFIGURATION, tree(job));
    return fingerprint
        .put(FORM, TrainingOptionsFactory.optimizer(job).form())
        .put(DATA, dataSha256)
        .put(SHARDS, shards)
        .put(KERNELS, kernels);
  }

  /** The kernels that a checkpoint's training computed with. */
  static String kernels(JsonNode checkpoint) {
    return checkpoint.path(KERNELS).asText();
  }

  /**
   * @param checkpoint the manifest of the checkpoint
   * @param shown where it is
   * @throws Failure (configuration) if another configuration made it
   */
  static void requireSameConfiguration(JsonNode checkpoint, JobConfiguration job, String shown) {
    Map<String, JsonNode> then = leaves(checkpoint.path(CONFIGURATION));
    Map<String, JsonNode> now = leaves(tree(job));
    TreeSet<String> keys = new TreeSet<>(then.keySet());
    keys.addAll(now.keySet());
    boolean mayBeLonger = job.schedule().type().equals("constant");
    keys.removeIf(key -> isFree(key) || (mayBeLonger && LENGTH.contains(key)));
    if (mayBeLonger && HeldOutRows.areNamedInstead(then, now)) {
      keys.remove(HeldOutRows.KEY); // the rows themselves will tell
    }
    List<String> differences = new ArrayList<>();
    for (String key : keys) {
      JsonNode before = then.getOrDefault(key, MissingNode.getInstance());
      JsonNode after = now.getOrDefault(key, MissingNode.getInstance());
      boolean newKeyAtItsDefault = before.isMissingNode() && isDefault(key, after);
      if (!before.equals(after) && !newKeyAtItsDefault) {
        differences.add(key + " was " + shown(before) + " and is " + shown(after));
      }
    }
    require(differences, shown, "");
    requireSameForm(checkpoint, job, shown);
  }

  private static void requireSameForm(JsonNode checkpoint, JobConfiguration job, String shown) {
    if (checkpoint.path(FORM).asInt(1) != TrainingOptionsFactory.optimizer(job).form()) {
      throw Failure.configuration(
          "%s is of another form of %s: the formula of the rule was corrected since, and what it "
              + "remembers does not fit; set checkpoint.resume = \"never\" to start over, or another "
              + "checkpoint.directory",
          shown, job.optimizer().rule());
    }
  }

  /**
   * @param now the fingerprint of the training that is about to go on
   * @throws Failure (configuration) if the rows, the shards or the kernels were others
   */
  static void requireSameRows(JsonNode checkpoint, ObjectNode now, String shown) {
    List<String> differences = new ArrayList<>();
    for (String key : List.of(DATA, SHARDS, KERNELS)) {
      if (!checkpoint.path(key).equals(now.path(key))) {
        differences.add(
            key + " was " + shown(checkpoint.path(key)) + " and is " + shown(now.path(key)));
      }
    }
    String cause =
        differences.isEmpty()
            ? ""
            : HeldOutRows.remedy(
                leaves(checkpoint.path(CONFIGURATION)), leaves(now.path(CONFIGURATION)));
    require(differences, shown, cause);
  }

  private static void require(List<String> differences, String shown, String cause) {
    if (!differences.isEmpty()) {
      throw Failure.configuration(
          "%s is of another training: %s%s; expected the same (only %s and, with a constant schedule, "
              + "training.epochs and training.maxSteps may change); set checkpoint.resume = \"never\" to "
              + "start over, or another checkpoint.directory",
          shown, String.join("; ", differences), cause, String.join(", ", FREE));
    }
  }

  /** A version that did not have the key trained as its default does. */
  private static boolean isDefault(String key, JsonNode value) {
    if (!ConfigurationHelp.keys().contains(key)) {
      return false; // a setting of a component, or a part of a value
    }
    Object defaultValue = ConfigurationHelp.defaultValue(key).orElse(null);
    JsonNode expected = JSON.valueToTree(defaultValue);
    return expected.equals(value)
        || (expected.isNumber()
            && value.isNumber()
            && expected.decimalValue().compareTo(value.decimalValue()) == 0);
  }

  private static boolean isFree(String key) {
    return FREE.stream().anyMatch(free -> key.equals(free) || key.startsWith(free + "."));
  }

  /** As it comes back from a file: numbers of one kind, whatever the writer held them in. */
  static JsonNode tree(JobConfiguration job) {
    try {
      return JSON.readTree(JSON.writeValueAsBytes(job.toMap()));
    } catch (IOException e) {
      throw new IllegalStateException("a tree of texts and numbers can be written and read", e);
    }
  }

  private static Map<String, JsonNode> leaves(JsonNode tree) {
    Map<String, JsonNode> leaves = new TreeMap<>();
    addLeaves("", tree, leaves);
    return leaves;
  }

  private static void addLeaves(String key, JsonNode node, Map<String, JsonNode> leaves) {
    if (node.isObject() && !node.isEmpty()) {
      String prefix = key.isEmpty() ? "" : key + ".";
      node.properties()
          .forEach(member -> addLeaves(prefix + member.getKey(), member.getValue(), leaves));
    } else {
      leaves.put(key, node);
    }
  }

  private static String shown(JsonNode value) {
    try {
      return value.isMissingNode() ? "not there" : JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers can be written", e);
    }
  }

  /**
   * Which rows a training holds out whose length has changed since its checkpoint: where {@code
   * data.validation} is auto, it depends on whether the epochs are. The training can go on once it
   * is named.
   */
  static final class HeldOutRows {
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
          + (was ? HeldOut.AUTO.share() : "0")
          + " for the rows that the checkpoint was trained on";
    }

    private static boolean isAuto(Map<String, JsonNode> leaves, String key) {
      return leaves.getOrDefault(key, MissingNode.getInstance()).asText().equals(AUTO);
    }
  }
}
