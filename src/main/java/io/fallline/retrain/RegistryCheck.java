package io.fallline.retrain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.failure.Failure;
import io.fallline.job.Result;
import io.fallline.registry.RegisteredModel;
import io.fallline.registry.Version;
import io.fallline.registry.VersionLog;
import io.fallline.store.Fingerprint;
import io.fallline.store.ModelDirectory;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Reads all of a registry, and remembers what is not as it was written. */
final class RegistryCheck {
  private final Configuration hadoop;
  private final List<String> problems = new ArrayList<>();
  private long entries;
  private int versions;

  RegistryCheck(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  void verify(RegisteredModel model) {
    VersionLog log = model.log();
    long newest = log.entries().newest();
    for (long number = 1; number <= newest; number++) {
      verify(log, number);
    }
    List<Version> all = new ArrayList<>();
    trying(() -> all.addAll(model.state().versions()));
    for (Version version : all) {
      versions++;
      trying(() -> verify(model, version));
    }
  }

  private void verify(VersionLog log, long number) {
    entries++;
    trying(() -> log.entry(number));
  }

  private void verify(RegisteredModel model, Version version) {
    ModelDirectory directory = ModelDirectory.read(model.path(version), hadoop);
    String found = Fingerprint.parametersSha256(directory.parameters());
    if (!found.equals(version.parametersSha256())) {
      throw Failure.data(
          model.path(version)
              + ": has the parameters "
              + found
              + ", expected those that were published, "
              + version.parametersSha256());
    }
  }

  private void trying(Runnable check) {
    try {
      check.run();
    } catch (Failure failure) {
      problems.add(failure.getMessage());
    }
  }

  List<String> problems() {
    return problems;
  }

  Result result() {
    ObjectNode json =
        new ObjectMapper()
            .createObjectNode()
            .put("whole", problems.isEmpty())
            .put("versions", versions)
            .put("entries", entries);
    problems.forEach(json.putArray("problems")::add);
    String text =
        versions
            + " versions and "
            + entries
            + " entries of the log read: "
            + (problems.isEmpty()
                ? "all as they were written\n"
                : "problems: " + problems.size() + "\n");
    return new Result(
        json.toPrettyString() + "\n",
        text + String.join("", problems.stream().map(problem -> problem + "\n").toList()));
  }
}
