package io.fallline.report.paths;

import static io.fallline.report.ReadableNumbers.count;
import static io.fallline.report.ReadableNumbers.sentence;
import static io.fallline.report.ReadableNumbers.significant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.function.Point;
import io.fallline.core.path.PathTracer.DescentPath;
import io.fallline.report.ReportJson;
import io.fallline.report.TextTable;
import io.fallline.report.paths.FunctionWithPaths.FunctionPath;
import java.util.List;
import java.util.Map;

/**
 * The ends of paths, as text for the terminal and as JSON for a program.
 *
 * @param files what was written, by what it is
 */
public record PathsSummary(FunctionWithPaths shown, Map<String, String> files) {
  private static final List<String> TITLES =
      List.of("path", "steps", "ends at", "value", "gradient", "differs by", "");

  /** A table, a line a path; then where the files are. Each line with its line break. */
  public String toText() {
    TextTable table = new TextTable(TITLES.size()).add(TITLES);
    shown.paths().forEach(path -> table.add(line(path)));
    StringBuilder text = new StringBuilder();
    text.append(shown.name()).append(": ").append(shown.function().formula());
    text.append(shown.climbs() ? ", climbed" : "").append("\n\n");
    table.lines().forEach(line -> text.append(line.stripTrailing()).append('\n'));
    text.append('\n');
    text.append("  gradients by formula and by central difference differ by so much at most\n\n");
    files.forEach((what, file) -> text.append(sentence("  %-8s %s\n", what, file)));
    return text.toString();
  }

  private List<String> line(FunctionPath path) {
    Point last = path.path().last();
    return List.of(
        shown.label(path),
        count(path.path().steps()),
        FunctionWithPaths.pair(last),
        significant(shown.function().value(last)),
        significant(shown.function().gradient(last).norm()),
        significant(shown.largestDifference(path)),
        path.ending());
  }

  /** One object. */
  public String toJson() {
    ObjectNode json = ReportJson.object();
    json.put("function", shown.name()).put("formula", shown.function().formula());
    json.put("maximize", shown.climbs());
    ArrayNode paths = json.putArray("paths");
    shown.paths().forEach(path -> add(paths.addObject(), path));
    ObjectNode written = json.putObject("files");
    files.forEach(written::put);
    return ReportJson.pretty(json);
  }

  private void add(ObjectNode json, FunctionPath path) {
    Point last = path.path().last();
    json.put("rule", path.rule());
    ObjectNode settings = json.putObject("settings");
    path.settings().forEach(settings::putPOJO);
    json.put("learningRate", path.learningRate()).put("noise", path.noise());
    add(json.putArray("start"), path.start());
    json.put("steps", path.path().steps());
    add(json.putArray("end"), last);
    ReportJson.put(json, "value", shown.function().value(last));
    ReportJson.put(json, "gradientNorm", shown.function().gradient(last).norm());
    ReportJson.put(json, "largestGradientDifference", shown.largestDifference(path));
    json.put("stopReason", reason(path.path().end()));
  }

  private static void add(ArrayNode json, Point point) {
    json.add(point.x()).add(point.y());
  }

  private static String reason(DescentPath.End end) {
    return switch (end) {
      case STEPS -> "maxSteps";
      case GRADIENT_NORM -> "gradientNorm";
      case LEFT_WINDOW -> "leftWindow";
      case NOT_FINITE -> "notFinite";
    };
  }
}
