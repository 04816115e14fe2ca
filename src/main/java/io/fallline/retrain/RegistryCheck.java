package io.fallline.retrain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.failure.Failure;
import io.fallline.job.CommandResult;
import io.fallline.model.Fingerprint;
import io.fallline.model.ModelContent;
import io.fallline.registry.LogEntry;
import io.fallline.registry.ModelVersion;
import io.fallline.registry.RegisteredModel;
import io.fallline.registry.VersionLog;
import io.fallline.report.ReportJson;
import io.fallline.store.ModelDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;

/** A check of a whole registry: every entry of the log and every version is read. */
final class RegistryCheck {
  /** The damage that a look through a registry has found; the look goes on. */
  static final class Problems {
    private final List<String> all = new ArrayList<>();

    /**
     * @return empty if it is damaged, which is noted
     * @throws Failure if the file system says no
     */
    <T> Optional<T> unlessDamaged(Supplier<T> reading) {
      try {
        return Optional.of(reading.get());
      } catch (Failure failure) {
        if (failure.kind() != Failure.Kind.DATA) {
          throw failure;
        }
        all.add(failure.getMessage());
        return Optional.empty();
      }
    }

    List<String> all() {
      return List.copyOf(all);
    }

    String last() {
      return all.get(all.size() - 1);
    }
  }

  private final Configuration hadoop;
  private final Problems problems = new Problems();
  private long entries;
  private int versions;

  RegistryCheck(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  void verify(RegisteredModel model) {
    VersionLog log = model.log();
    long newest = log.entries().newest();
    Optional<LogEntry> head = Optional.empty();
    for (long number = 1; number <= newest; number++) {
      long at = number;
      entries++;
      head = problems.unlessDamaged(() -> log.entry(at));
    }
    for (ModelVersion version : head.map(entry -> entry.state().versions()).orElse(List.of())) {
      versions++;
      problems.unlessDamaged(() -> verified(model, version));
    }
  }

  private ModelVersion verified(RegisteredModel model, ModelVersion version) {
    try {
      requireWhole(model, version);
    } catch (Failure damaged) {
      if (model.state().find(version.number()).isPresent()) { // else it was pruned meanwhile
        throw damaged;
      }
    }
    return version;
  }

  private void requireWhole(RegisteredModel model, ModelVersion version) {
    ModelContent directory = ModelDirectory.read(model.path(version), hadoop);
    String found = Fingerprint.parametersSha256(directory.parameters());
    if (!found.equals(version.parametersSha256())) {
      throw Failure.data(
          "%s: has the parameters %s, expected those that were published, %s",
          model.path(version), found, version.parametersSha256());
    }
  }

  List<String> problems() {
    return problems.all();
  }

  CommandResult result() {
    List<String> found = problems();
    ObjectNode json =
        ReportJson.object()
            .put("whole", found.isEmpty())
            .put("versions", versions)
            .put("entries", entries);
    found.forEach(json.putArray("problems")::add);
    String text =
        versions
            + " versions and "
            + entries
            + " entries of the log read: "
            + (found.isEmpty() ? "all as they were written\n" : "problems: " + found.size() + "\n");
    return new CommandResult(
        ReportJson.pretty(json),
        text + String.join("", found.stream().map(problem -> problem + "\n").toList()));
  }
}
