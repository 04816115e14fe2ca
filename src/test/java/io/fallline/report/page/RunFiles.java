package io.fallline.report.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fallline.core.training.TrainingListener.StepRecord;
import io.fallline.report.History;
import io.fallline.report.RecordedRun;
import io.fallline.report.ReportData;
import io.fallline.report.Summary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of a made-up run of two classes. */
public final class RunFiles {
  public static final String ID = "20260102-030405";

  private RunFiles() {}

  /** With as many steps, and as many epochs that were validated. */
  public static Map<String, byte[]> of(int steps, int epochs, String first, String second) {
    Map<String, byte[]> files = new HashMap<>();
    files.put("history.jsonl", history(steps, epochs).getBytes(UTF_8));
    files.put("resolved.conf", ("data.label = \"" + first + "\"\n").getBytes(UTF_8));
    files.put("summary.json", summary(steps, epochs, first, second).toJson());
    files.put(ReportData.FILE, details(first, second, null, List.of()).toJson());
    return files;
  }

  /** The same of a run that has predicted a quantile, or had more columns. */
  static Map<String, byte[]> with(ReportData.Coverage coverage, List<ReportData.Column> more) {
    Map<String, byte[]> files = of(5, 1, "no", "yes");
    files.put(ReportData.FILE, details("no", "yes", coverage, more).toJson());
    return files;
  }

  public static RecordedRun recorded(Map<String, byte[]> files) {
    return RecordedRun.of("runs/r/" + ID, ID, files);
  }

  private static String history(int steps, int epochs) {
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i <= steps; i++) {
      lines.append(
          History.stepLine(
              new StepRecord(i, 1, 32, 1.0 / i, 0.01, 2 + Math.sin(i)), 1000 + i % 17));
    }
    for (int i = 1; i <= epochs; i++) {
      Map<String, Double> metrics = new LinkedHashMap<>();
      metrics.put("accuracy", 1 - 0.5 / i);
      metrics.put("auc", i == 1 ? Double.NaN : 0.75);
      lines.append(History.epochLine(i, (long) i * steps / epochs, 2.0 / i, metrics));
    }
    return lines.toString();
  }

  private static Summary summary(int steps, int epochs, String first, String second) {
    return new Summary(
        new Summary.Run(first, ID, "runs/model"),
        new Summary.Size(1000, 2, 3, 4),
        new Summary.Course(steps, epochs, "epochs", null, List.of()),
        new Summary.Engine("local", "auto: " + second, "java", "4.1.0"),
        new Summary.Time(
            1.5,
            2.25,
            4,
            1e5,
            new Summary.StepMillis(0.5, 0.75),
            new Summary.StepBreakdown(0.4, 0.1, 0, 0.05)),
        new Summary.Losses(0.11, 0.22, 0.33, 0.11, Double.NaN, Double.NaN),
        new Summary.Metrics(
            Map.of("auc", 0.77),
            Map.of("auc", 0.66),
            new Summary.Confusion(List.of(first, second), null, new double[][] {{5, 1}, {0, 4}})),
        new Summary.Identity("aa", "bb", 40L));
  }

  private static ReportData details(
      String first, String second, ReportData.Coverage coverage, List<ReportData.Column> more) {
    List<ReportData.Column> columns = new ArrayList<>();
    columns.add(new ReportData.Column(first, "number", 1, 1.25, 2.5));
    columns.add(new ReportData.Column(second, "categorical", 3, null, null));
    columns.addAll(more);
    return new ReportData(
        new ReportData.Data(
            Map.of("training", 1000L, "test", 10L),
            first,
            4,
            false,
            "standard",
            "error",
            2,
            columns,
            2,
            List.of(
                new ReportData.ClassRows(first, 45_671),
                new ReportData.ClassRows(second, 209_847))),
        new ReportData.Curves(
            "test",
            10,
            Map.of("auc", 0.66),
            new ReportData.Confusion(List.of(first, second), new double[][] {{31_415, 1}, {0, 4}}),
            new ReportData.Roc(second, new double[] {0, 0.5, 1}, new double[] {0, 1, 1}),
            List.of(
                new ReportData.CalibrationBin(5, 0.1, 0.2),
                new ReportData.CalibrationBin(5, 0.9, 0.8)),
            new ReportData.Residuals(-2, 2, new double[] {1, 3, 4, 2}, -1.5, 0.1, 1.4),
            coverage),
        new ReportData.Weights(
            2,
            List.of(
                new ReportData.Weight(first, second, 1.5, 0.6),
                new ReportData.Weight(second, second, -0.5, -0.5)),
            new double[] {0.125}));
  }
}
