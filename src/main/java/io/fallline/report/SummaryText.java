package io.fallline.report;

import static io.fallline.report.ReadableNumbers.count;
import static io.fallline.report.ReadableNumbers.duration;
import static io.fallline.report.ReadableNumbers.perSecond;
import static io.fallline.report.ReadableNumbers.sentence;
import static io.fallline.report.ReadableNumbers.significant;

import io.fallline.report.Summary.Confusion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The text of a summary, for a person to read when a run has ended. */
final class SummaryText {
  /** A larger matrix is for the JSON: it would not fit a terminal. */
  private static final int MOST_CLASSES = 12;

  private static final int LONGEST_CLASS = 12;

  private final StringBuilder text = new StringBuilder();

  SummaryText(Summary summary) {
    Summary.Size size = summary.size();
    Summary.Course course = summary.course();
    text.append(summary.run().name()).append(", run ").append(summary.run().runId());
    text.append(", ended: ").append(course.stopReason()).append('\n');
    line(
        "data",
        counted(size.rows(), "row")
            + ", "
            + counted(size.features(), "feature")
            + ", "
            + counted(size.shards(), "shard"));
    line(
        "training",
        counted(course.epochs(), "epoch")
            + ", "
            + counted(course.steps(), "step")
            + ", "
            + counted(size.parameters(), "parameter"));
    if (course.found() != null) {
      line("rate", significant(course.found().learningRate()) + ", from " + course.found().how());
      line("finish", course.found().finish() == null ? "" : course.found().finish().text());
    }
    line("loss", losses(summary.loss()));
    line("validation", numbers(summary.metrics().validation()));
    line("test", numbers(summary.metrics().test()));
    line("time", time(summary.time()));
    line("advice", summary.time().breakdown().advice());
    line("engine", engine(summary.engine()));
    line("model", summary.run().model() == null ? "none" : summary.run().model());
    confusion(summary.metrics().confusion());
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void line(String title, String content) {
    if (!content.isEmpty()) {
      text.append(sentence("  %-12s%s\n", title, content));
    }
  }

  private static String losses(Summary.Losses loss) {
    List<String> parts = new ArrayList<>();
    add(parts, "train", loss.train());
    if (loss.areTwo()) {
      add(parts, "train by class weights", loss.objective());
    }
    add(parts, "validation", loss.validation());
    add(parts, "test", loss.test());
    return String.join("   ", parts);
  }

  private static String numbers(Map<String, Double> metrics) {
    List<String> parts = new ArrayList<>();
    metrics.forEach((name, value) -> add(parts, name, value));
    return String.join("   ", parts);
  }

  private static void add(List<String> parts, String name, double number) {
    if (Double.isFinite(number)) {
      parts.add(name + " " + significant(number));
    }
  }

  private static String time(Summary.Time time) {
    String whole =
        sentence(
            "%s: loading %s, steps %s",
            duration(time.wallSeconds()),
            duration(time.loadSeconds()),
            duration(time.trainSeconds()));
    if (!Double.isFinite(time.step().median())) {
      return whole;
    }
    return sentence(
        "%s (%s; a step %s ms, 95%% within %s ms)",
        whole,
        perSecond(time.samplesPerSecond()),
        significant(time.step().median()),
        significant(time.step().p95()));
  }

  private static String engine(Summary.Engine engine) {
    String reason =
        engine.reason() == null || engine.reason().isEmpty() ? "" : " (" + engine.reason() + ")";
    return engine.name() + reason + ", kernels " + engine.kernels();
  }

  private void confusion(Confusion confusion) {
    if (confusion == null || confusion.classes().size() > MOST_CLASSES) {
      return;
    }
    boolean test = confusion.test() != null;
    double[][] matrix = test ? confusion.test() : confusion.validation();
    if (matrix != null) {
      String rows = test ? "test" : "validation";
      line("confusion", rows + " rows: a line a true class, a column a predicted one");
      confusionTable(confusion.classes(), matrix)
          .forEach(line -> text.append("  ").append(line).append('\n'));
    }
  }

  private static List<String> confusionTable(List<String> classes, double[][] weights) {
    List<String> names = classes.stream().map(SummaryText::shortened).toList();
    TextTable table = new TextTable(1);
    table.add(Stream.concat(Stream.of(""), names.stream()).toList());
    for (int i = 0; i < weights.length; i++) {
      Stream<String> cells = DoubleStream.of(weights[i]).mapToObj(ReadableNumbers::amount);
      table.add(Stream.concat(Stream.of(names.get(i)), cells).toList());
    }
    return table.linesOfEqualColumns();
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_CLASS ? name : name.substring(0, LONGEST_CLASS - 1) + "…";
  }

  private static String counted(long number, String what) {
    return count(number) + " " + what + (number == 1 ? "" : "s");
  }
}
