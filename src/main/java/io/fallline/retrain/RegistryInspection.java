package io.fallline.retrain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.failure.Failure;
import io.fallline.job.CommandResult;
import io.fallline.registry.Lease;
import io.fallline.registry.LogEntry;
import io.fallline.registry.ModelVersion;
import io.fallline.registry.RegisteredModel;
import io.fallline.registry.RegisteredModel.StateChange;
import io.fallline.registry.RegistryState;
import io.fallline.report.ReportJson;
import io.fallline.store.ModelDirectory;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;

/** The view of a registry for people and scripts: what is in it, and what is the champion. */
public record RegistryInspection(Configuration hadoop, ModelsRequest request) {

  /**
   * What there is.
   *
   * @param problems what is not as it was written
   */
  public record Found(List<String> problems, CommandResult result) {}

  /**
   * Every version of every model, or of the one.
   *
   * @throws Failure (data) if there is no such model, here and below
   */
  public Found list() {
    RegistryCheck.Problems problems = new RegistryCheck.Problems();
    ObjectNode json = ReportJson.object();
    ArrayNode models = json.putArray("models");
    StringBuilder text = new StringBuilder();
    for (RegisteredModel model : request.models(hadoop)) {
      Optional<RegistryState> state = problems.unlessDamaged(model::state);
      models.add(
          state
              .map(there -> RegisteredModelView.json(model, there))
              .orElseGet(
                  () -> RegisteredModelView.problem(problems.last()).put("model", model.name())));
      text.append(
          state
              .map(there -> RegisteredModelView.text(model, there))
              .orElseGet(() -> model.name() + "\n  " + problems.last() + "\n"));
    }
    return new Found(
        problems.all(),
        new CommandResult(
            ReportJson.pretty(json), text.isEmpty() ? "no models\n" : text.toString()));
  }

  /** One version, and all that has happened to the model. */
  public Found show() {
    RegisteredModel model = request.one(hadoop);
    RegistryState state = model.state();
    Optional<ModelVersion> version =
        request.version().isPresent()
            ? Optional.of(required(model, state, request.version().getAsInt()))
            : state.champion();
    RegistryCheck.Problems problems = new RegistryCheck.Problems();
    ObjectNode json = RegisteredModelView.json(model, state);
    StringBuilder text =
        new StringBuilder(
            version
                .map(shown -> RegisteredModelView.text(model, state, shown))
                .orElse("no champion yet\n"));
    version.ifPresent(
        shown ->
            problems
                .unlessDamaged(() -> ModelDirectory.read(model.path(shown), hadoop).manifest())
                .ifPresentOrElse(
                    manifest -> json.set("manifest", manifest),
                    () -> text.append("  problem     ").append(problems.last()).append("\n")));
    ArrayNode log = json.putArray("log");
    long newest = model.log().entries().newest();
    for (long number = 1; number <= newest; number++) {
      long at = number;
      Optional<LogEntry> entry = problems.unlessDamaged(() -> model.log().entry(at));
      log.add(
          entry
              .map(RegisteredModelView::json)
              .orElseGet(() -> RegisteredModelView.problem(problems.last()).put("number", at)));
      text.append(
          entry
              .map(RegisteredModelView::text)
              .orElseGet(() -> RegisteredModelView.text(at, problems.last())));
    }
    return new Found(problems.all(), new CommandResult(ReportJson.pretty(json), text.toString()));
  }

  /** Makes a version the champion. */
  public CommandResult promote() {
    if (request.version().isEmpty()) {
      throw Failure.commandLine(
          "models promote needs the number of the version that is to be the champion: models promote 7");
    }
    int number = request.version().getAsInt();
    RegisteredModel model = request.one(hadoop);
    RegistryState before = model.state();
    requireWhole(model, required(model, before, number));
    if (before.champion().filter(champion -> champion.number() == number).isPresent()) {
      return said(model, before, "version " + number + " is the champion already");
    }
    return changed(
        model,
        state ->
            new StateChange("promoted", "version " + number + ": by hand", state.promoted(number)));
  }

  /** Makes the champion before the champion again. */
  public CommandResult rollback() {
    RegisteredModel model = request.one(hadoop);
    return changed(
        model,
        state -> {
          RegistryState after = named(model, state::rolledBack);
          requireWhole(model, after.champion().orElseThrow());
          return new StateChange(
              "rolledBack",
              "from version "
                  + state.champion().orElseThrow().number()
                  + " to version "
                  + after.champion().orElseThrow().number(),
              after);
        });
  }

  /** Ends the lease of a retraining that is gone. */
  public CommandResult release() {
    RegisteredModel model = request.one(hadoop);
    RegistryState before = model.state();
    if (before.lease().isEmpty()) {
      return said(model, before, "nobody holds the lease");
    }
    return changed(
        model,
        state ->
            new StateChange(
                "released",
                state.lease().map(lease -> "by hand; it was held by " + lease.holder()).orElse(""),
                state.with(Optional.empty())));
  }

  /** Reads every byte that is there, and says what is not as it was written. */
  public Found verify() {
    RegistryCheck check = new RegistryCheck(hadoop);
    List<RegisteredModel> models = request.models(hadoop);
    if (models.isEmpty()) {
      throw request.nothingThere();
    }
    models.forEach(check::verify);
    return new Found(check.problems(), check.result());
  }

  /** What is damaged must not be the champion. */
  private void requireWhole(RegisteredModel model, ModelVersion version) {
    try {
      ModelDirectory.read(model.path(version), hadoop);
    } catch (Failure damaged) {
      throw new Failure(
          damaged.kind(),
          damaged.getMessage()
              + "; the champion is as it was, and models promote takes another version",
          damaged);
    }
  }

  private static ModelVersion required(RegisteredModel model, RegistryState state, int number) {
    return named(model, () -> state.require(number));
  }

  private static <T> T named(RegisteredModel model, Supplier<T> asking) {
    try {
      return asking.get();
    } catch (Failure failure) {
      throw new Failure(failure.kind(), model.log().shown() + ": " + failure.getMessage(), failure);
    }
  }

  private CommandResult changed(
      RegisteredModel model, Function<RegistryState, StateChange> change) {
    LogEntry entry = model.change(Lease.thisProcess(), head -> change.apply(head.state()));
    return said(model, entry.state(), entry.event() + ": " + entry.note());
  }

  private static CommandResult said(RegisteredModel model, RegistryState state, String what) {
    ObjectNode json = RegisteredModelView.json(model, state).put("done", what);
    return new CommandResult(ReportJson.pretty(json), model.name() + ": " + what + "\n");
  }
}
