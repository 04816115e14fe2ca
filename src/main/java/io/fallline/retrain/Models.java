package io.fallline.retrain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.failure.Failure;
import io.fallline.job.Result;
import io.fallline.registry.Change;
import io.fallline.registry.LogEntry;
import io.fallline.registry.RegisteredModel;
import io.fallline.registry.Registry;
import io.fallline.registry.RegistryState;
import io.fallline.registry.Version;
import io.fallline.store.ModelDirectory;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A registry, for people and scripts: what is in it, and what is the champion. */
public final class Models {
  private final Configuration hadoop;
  private final ModelsRequest request;
  private final Registry registry;

  /**
   * What a verification has found.
   *
   * @param whole whether everything is as it was written
   */
  public record Verification(boolean whole, Result result) {}

  public Models(Configuration hadoop, ModelsRequest request) {
    this.hadoop = hadoop;
    this.request = request;
    this.registry = new Registry(new Path(request.registry()), hadoop);
  }

  /**
   * Every version of every model, or of the one.
   *
   * @throws Failure (data) if there is no such model; likewise from all others
   */
  public Result list() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    ArrayNode models = json.putArray("models");
    StringBuilder text = new StringBuilder();
    for (RegisteredModel model : asked()) {
      RegistryState state = model.state();
      models.add(ModelsJson.of(model, state));
      text.append(ModelsText.of(model, state));
    }
    return new Result(
        json.toPrettyString() + "\n", text.isEmpty() ? "no models\n" : text.toString());
  }

  /** One version, and all that has happened to the model. */
  public Result show() {
    RegisteredModel model = one();
    RegistryState state = model.state();
    Optional<Version> version =
        request.version().isPresent()
            ? Optional.of(state.require(request.version().getAsInt()))
            : state.champion();
    List<LogEntry> log = model.log().all();
    ObjectNode json = ModelsJson.of(model, state);
    version.ifPresent(
        shown -> json.set("manifest", ModelDirectory.read(model.path(shown), hadoop).manifest()));
    json.set("log", ModelsJson.log(log));
    String text =
        version.map(shown -> ModelsText.of(model, state, shown)).orElse("no champion yet\n")
            + ModelsText.log(log);
    return new Result(json.toPrettyString() + "\n", text);
  }

  /** Makes a version the champion. */
  public Result promote() {
    if (request.version().isEmpty()) {
      throw new Failure(
          Failure.Kind.COMMAND_LINE,
          "models promote needs the number of the version that is to be the champion: models promote 7");
    }
    int number = request.version().getAsInt();
    RegisteredModel model = one();
    RegistryState before = model.state();
    if (before.champion().filter(champion -> champion.number() == number).isPresent()) {
      return said(model, before, "version " + number + " is the champion already");
    }
    ModelDirectory.read(model.path(before.require(number)), hadoop); // a torn one must not be
    return changed(
        model,
        state -> new Change("promoted", "version " + number + ": by hand", state.promoted(number)));
  }

  /** Makes the champion before the champion again. */
  public Result rollback() {
    return changed(
        one(),
        state -> {
          RegistryState after = state.rolledBack();
          return new Change(
              "rolledBack",
              "from version "
                  + state.champion().orElseThrow().number()
                  + " to version "
                  + after.champion().orElseThrow().number(),
              after);
        });
  }

  /** Ends the lease of a retraining that is gone. */
  public Result release() {
    RegisteredModel model = one();
    RegistryState before = model.state();
    if (before.lease().isEmpty()) {
      return said(model, before, "nobody holds the lease");
    }
    return changed(
        model,
        state ->
            new Change(
                "released",
                state.lease().map(lease -> "by hand; it was held by " + lease.holder()).orElse(""),
                state.with(Optional.empty())));
  }

  /** Reads every byte that is there, and says what is not as it was written. */
  public Verification verify() {
    RegistryCheck check = new RegistryCheck(hadoop);
    asked().forEach(check::verify);
    return new Verification(check.problems().isEmpty(), check.result());
  }

  private Result changed(RegisteredModel model, Function<RegistryState, Change> change) {
    LogEntry entry = model.change(Holder.name(), head -> change.apply(head.state()));
    return said(model, entry.state(), entry.event() + ": " + entry.note());
  }

  private static Result said(RegisteredModel model, RegistryState state, String what) {
    ObjectNode json = ModelsJson.of(model, state).put("done", what);
    return new Result(json.toPrettyString() + "\n", model.name() + ": " + what + "\n");
  }

  private List<RegisteredModel> asked() {
    return request.model().isPresent()
        ? List.of(one())
        : registry.models().stream().map(registry::existing).toList();
  }

  private RegisteredModel one() {
    if (request.model().isPresent()) {
      return registry.existing(request.model().get());
    }
    List<String> names = registry.models();
    if (names.size() != 1) {
      throw new Failure(
          names.isEmpty() ? Failure.Kind.DATA : Failure.Kind.COMMAND_LINE,
          request.registry()
              + (names.isEmpty()
                  ? ": there are no models, expected a registry that a retraining has published to"
                  : " has several models: --model " + String.join(", --model ", names)));
    }
    return registry.existing(names.get(0));
  }
}
