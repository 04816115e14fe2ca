package io.fallline.retrain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.configuration.RetrainSection;
import io.fallline.core.failure.Failure;
import io.fallline.registry.LogEntry;
import io.fallline.registry.ModelVersion;
import io.fallline.registry.RegisteredModel;
import io.fallline.registry.RegisteredModel.StateChange;
import io.fallline.registry.RegistryState;
import io.fallline.registry.RegistryState.FinishedRun;
import io.fallline.retrain.RetrainResult.Ending;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * The commit of a retraining: the directory of the new version, then one entry of the log, by which
 * all of the retraining happens or nothing.
 *
 * @param champion against which the challenger was measured; empty: there was none
 */
record RetrainCommit(
    RetrainSection section,
    RegisteredModel model,
    Configuration hadoop,
    HeldLease lease,
    Optional<ModelVersion> champion) {

  /**
   * What was published.
   *
   * @param notes the section {@code retraining} of the version's manifest
   */
  record Published(ModelVersion version, LogEntry entry, ObjectNode notes) {}

  /** There was nothing to train on. */
  LogEntry nothingNew() {
    return lease.finish(
        state ->
            new StateChange(
                Ending.NOTHING_NEW.word(),
                section.runKey().map(key -> "key " + key).orElse(""),
                finished(state, Ending.NOTHING_NEW, null)));
  }

  /**
   * @param earlier the champion's files
   * @throws Failure (try later) if the lease was lost
   */
  Published publish(Optional<Champion> earlier, Challenger challenger, Gate.Decision decision) {
    int number = lease.state().lastNumber() + 1;
    ModelVersion version =
        new ModelVersion(
            number,
            model.newDirectory(number, lease.taken().number()),
            challenger.parametersSha256(),
            Instant.now(),
            champion.map(ModelVersion::number).orElse(null),
            decision.reason());
    ObjectNode notes = notes(version, decision, challenger, earlier);
    write(challenger, version, notes);
    LogEntry entry = lease.finish(state -> published(state, version, decision.passed()));
    return new Published(version, entry, notes);
  }

  /** The next holder of the lease may have removed what was being written. */
  private void write(Challenger challenger, ModelVersion version, ObjectNode notes) {
    try {
      challenger.write(model.path(version), hadoop, notes);
    } catch (Failure failed) {
      throw lease.isHeld() ? failed : lease.lost();
    }
  }

  /** Where the version comes from, and how it fared. */
  private ObjectNode notes(
      ModelVersion version,
      Gate.Decision decision,
      Challenger challenger,
      Optional<Champion> earlier) {
    ObjectNode notes = new ObjectMapper().createObjectNode();
    notes.put("model", model.name());
    notes.put("version", version.number());
    notes.put("champion", version.champion());
    notes.put("runKey", section.runKey().orElse(null));
    notes.put("run", challenger.run().toString());
    ObjectNode gate = notes.putObject("gate");
    gate.put("passed", decision.passed());
    gate.put("metric", decision.metric());
    gate.put("on", section.gate().on().name().toLowerCase(Locale.ROOT));
    gate.put("rows", challenger.measure(section.gate().on()).rows());
    gate.put("champion", finite(decision.champion()));
    gate.put("challenger", finite(decision.challenger()));
    gate.put("gain", finite(decision.gain()));
    gate.put("reason", decision.reason());
    notes.set("drift", challenger.drift(earlier));
    return notes;
  }

  /** JSON has no other numbers than finite ones. */
  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /** A champion that has come meanwhile is another than the version was measured against. */
  private StateChange published(RegistryState state, ModelVersion version, boolean passed) {
    boolean same = state.champion().equals(champion);
    boolean promoted = passed && same;
    ModelVersion told =
        same ? version : version.gated("the champion was changed meanwhile; " + version.gate());
    RegistryState with = state.published(told);
    Ending ending = promoted ? Ending.PROMOTED : Ending.PUBLISHED;
    RegistryState after = promoted ? with.promoted(told.number()) : with;
    return new StateChange(
        ending.word(),
        "version "
            + told.number()
            + ": "
            + told.gate()
            + section.runKey().map(key -> " (key " + key + ")").orElse(""),
        finished(after, ending, told.number()).pruned(section.keep()));
  }

  private RegistryState finished(RegistryState state, Ending ending, Integer version) {
    return section
        .runKey()
        .map(key -> state.with(new FinishedRun(key, ending.word(), version, Instant.now())))
        .orElse(state);
  }
}
