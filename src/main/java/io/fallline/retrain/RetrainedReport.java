package io.fallline.retrain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.job.CommandResult;
import io.fallline.job.configuration.JobConfiguration;
import io.fallline.registry.FinishedRun;
import io.fallline.registry.ModelVersion;
import io.fallline.registry.RegisteredModel;
import io.fallline.registry.RegistryState;
import io.fallline.report.ReportJson;
import java.nio.charset.StandardCharsets;

/** The result of a retraining, as text and as JSON. */
final class RetrainedReport {
  private final RegisteredModel model;
  private final ObjectNode json = ReportJson.object();

  RetrainedReport(RegisteredModel model, JobConfiguration job) {
    this.model = model;
    json.put("model", model.name());
    json.put("registry", job.retrain().registry().orElse(null));
    json.put("runKey", job.retrain().runKey().orElse(null));
  }

  /** There was nothing to train on. */
  RetrainResult nothingNew(RegistryState state) {
    json.put("outcome", RetrainResult.Ending.NOTHING_NEW.word());
    json.putNull("version");
    champion(state);
    return retrained(
        RetrainResult.Ending.NOTHING_NEW,
        model.name()
            + ": nothing new: the champion has seen every file of data.train; nothing to do\n");
  }

  /** A retraining before this one had its key. */
  RetrainResult alreadyDone(RegistryState state, FinishedRun earlier) {
    json.put("outcome", RetrainResult.Ending.ALREADY_DONE.word());
    json.put("version", earlier.version());
    champion(state);
    json.putObject("earlier")
        .put("outcome", earlier.outcome())
        .put("finished", earlier.finished().toString());
    return retrained(
        RetrainResult.Ending.ALREADY_DONE,
        model.name()
            + ": already done for the key "
            + earlier.runKey()
            + " ("
            + (earlier.version() == null ? "" : "version " + earlier.version() + ", ")
            + earlier.outcome()
            + " at "
            + earlier.finished()
            + "); nothing to do\n");
  }

  RetrainResult of(
      RetrainResult.Ending ending,
      RegistryState state,
      ModelVersion version,
      ObjectNode retraining,
      byte[] summary) {
    json.put("outcome", ending.word());
    json.put("version", version.number());
    champion(state);
    json.put("path", model.path(version).toString());
    json.set("gate", retraining.get("gate"));
    json.set("drift", retraining.get("drift"));
    json.set("training", tree(summary));
    String text =
        "version "
            + version.number()
            + " of "
            + model.name()
            + (ending == RetrainResult.Ending.PROMOTED
                ? " is the champion: "
                : " was published, but not promoted: ")
            + version.gate()
            + "\n";
    return retrained(ending, text);
  }

  private void champion(RegistryState state) {
    json.put("champion", state.champion().map(ModelVersion::number).orElse(null));
  }

  private RetrainResult retrained(RetrainResult.Ending ending, String text) {
    return new RetrainResult(ending, new CommandResult(ReportJson.pretty(json), text));
  }

  private static JsonNode tree(byte[] summary) {
    return ReportJson.object(new String(summary, StandardCharsets.UTF_8));
  }
}
