package io.fallline.retrain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.configuration.RetrainSection;
import io.fallline.job.CommandResult;
import io.fallline.registry.ModelVersion;
import io.fallline.registry.RegisteredModel;
import io.fallline.registry.RegistryState;
import io.fallline.registry.RegistryState.FinishedRun;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The result of a retraining: how it has ended, and what is told of it. */
public record RetrainResult(Ending ending, CommandResult result) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What has become of a retraining. */
  public enum Ending {
    /** The new version is the champion. */
    PROMOTED("promoted"),
    /** There is a new version, but the gate did not pass. */
    PUBLISHED("published"),
    /** There was nothing to train on. */
    NOTHING_NEW("nothingNew"),
    /** It had been done before under this key. */
    ALREADY_DONE("alreadyDone");

    private final String word;

    Ending(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** There was nothing to train on. */
  static RetrainResult nothingNew(
      RegisteredModel model, RetrainSection section, RegistryState state) {
    ObjectNode json = json(model, section, Ending.NOTHING_NEW, null, state);
    return of(
        Ending.NOTHING_NEW,
        json,
        model.name()
            + ": nothing new: the champion has seen every file of data.train; nothing to do");
  }

  /** A retraining before this one had its key. */
  static RetrainResult alreadyDone(
      RegisteredModel model, RetrainSection section, RegistryState state, FinishedRun earlier) {
    ObjectNode json = json(model, section, Ending.ALREADY_DONE, earlier.version(), state);
    json.putObject("earlier")
        .put("outcome", earlier.outcome())
        .put("finished", earlier.finished().toString());
    return of(
        Ending.ALREADY_DONE,
        json,
        model.name()
            + ": already done for the key "
            + earlier.runKey()
            + " ("
            + (earlier.version() == null ? "" : "version " + earlier.version() + ", ")
            + earlier.outcome()
            + " at "
            + earlier.finished()
            + "); nothing to do");
  }

  /**
   * There is a new version.
   *
   * @param summary of its training
   */
  static RetrainResult published(
      RegisteredModel model,
      RetrainSection section,
      RetrainCommit.Published published,
      byte[] summary) {
    RegistryState state = published.entry().state();
    boolean promoted = state.champion().filter(published.version()::equals).isPresent();
    Ending ending = promoted ? Ending.PROMOTED : Ending.PUBLISHED;
    ModelVersion version = state.require(published.version().number());
    ObjectNode json = json(model, section, ending, version.number(), state);
    json.put("path", model.path(version).toString());
    json.set("gate", published.notes().get("gate"));
    json.set("drift", published.notes().get("drift"));
    try {
      json.set("training", JSON.readTree(summary));
    } catch (IOException e) {
      throw new UncheckedIOException("a summary is JSON", e);
    }
    return of(
        ending,
        json,
        "version "
            + version.number()
            + " of "
            + model.name()
            + (promoted ? " is the champion: " : " was published, but not promoted: ")
            + version.gate());
  }

  private static ObjectNode json(
      RegisteredModel model,
      RetrainSection section,
      Ending ending,
      Integer version,
      RegistryState state) {
    return JSON.createObjectNode()
        .put("model", model.name())
        .put("registry", section.registry().orElse(null))
        .put("runKey", section.runKey().orElse(null))
        .put("outcome", ending.word())
        .put("version", version)
        .put("champion", state.champion().map(ModelVersion::number).orElse(null));
  }

  private static RetrainResult of(Ending ending, ObjectNode json, String line) {
    return new RetrainResult(ending, new CommandResult(json.toPrettyString() + "\n", line + "\n"));
  }
}
