package io.fallline.retrain;

import io.fallline.job.configuration.RetrainSection;
import io.fallline.registry.ModelVersion;
import io.fallline.registry.RegisteredModel.StateChange;
import io.fallline.registry.RegistryState;
import io.fallline.registry.RegistryState.FinishedRun;
import io.fallline.retrain.RetrainResult.Ending;
import java.time.Instant;
import java.util.Optional;

/** The entry of the log by which a night is over: all of it happens, or nothing. */
final class RetrainLogEntry {
  private RetrainLogEntry() {}

  static StateChange nothingNew(RetrainSection section, RegistryState state) {
    return new StateChange(
        Ending.NOTHING_NEW.word(),
        section.runKey().map(key -> "key " + key).orElse(""),
        finished(section, state, Ending.NOTHING_NEW, null));
  }

  /**
   * @param champion that the version was measured against, which says nothing about another that
   *     has come meanwhile
   * @param passed the gate
   */
  static StateChange published(
      RetrainSection section,
      RegistryState state,
      ModelVersion version,
      Optional<ModelVersion> champion,
      boolean passed) {
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
        finished(section, after, ending, told.number()).pruned(section.keep()));
  }

  private static RegistryState finished(
      RetrainSection section, RegistryState state, Ending ending, Integer version) {
    return section
        .runKey()
        .map(key -> state.with(new FinishedRun(key, ending.word(), version, Instant.now())))
        .orElse(state);
  }
}
