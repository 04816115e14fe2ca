package io.fallline.mlflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small run with something of everything. A real server was told of it through {@link
 * RecordingProxy}; the tests tell a {@link RecordedServer}.
 */
final class SampleRun {
  static final String EXPERIMENT = "sample & more";
  static final String NAME = "sample 20260101-000000";
  static final int SETTINGS = 130;

  private SampleRun() {}

  /** Warnings, in order. */
  static List<String> tell(MlflowAddress server, RetryPolicy patience) {
    MlflowRun run = MlflowRun.begin(server, start(), patience);
    steps(run);
    run.end(end(TrackedRun.Status.FINISHED));
    return warnings(run);
  }

  /** More settings than a request may have, keys and values that have to be cut and mended. */
  static TrackedRun.Start start() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("training.batchSize", "16");
    settings.put("data.options.a:b", "x".repeat(600));
    for (int i = 2; i < SETTINGS; i++) {
      settings.put("data.options.number" + i, Integer.toString(i));
    }
    return new TrackedRun.Start(
        EXPERIMENT, NAME, settings, Map.of("mlflow.source.name", "fallline train"));
  }

  static void steps(MlflowRun run) {
    for (int step = 1; step <= 5; step++) {
      run.metrics(step, Map.of("loss", 1.0 / step));
    }
    run.metrics(5, Map.of("validation/loss", 0.5));
    run.metrics(5, Map.of("validation/auc", Double.NaN));
  }

  static TrackedRun.End end(TrackedRun.Status status) {
    return new TrackedRun.End(
        status,
        5,
        Map.of("final/test/accuracy", 0.75),
        Map.of("fallline.stopReason", "epochs"),
        List.of(file("summary.json", "{}"), file("model/a file.txt", "é"), file("empty", "")));
  }

  private static TrackedRun.Artifact file(String path, String content) {
    byte[] bytes = content.getBytes(UTF_8);
    return new TrackedRun.Artifact(path, bytes.length, () -> new ByteArrayInputStream(bytes));
  }

  static List<String> warnings(MlflowRun run) {
    List<String> warnings = new ArrayList<>();
    for (String next = run.takeWarning(); next != null; next = run.takeWarning()) {
      warnings.add(next);
    }
    return warnings;
  }
}
