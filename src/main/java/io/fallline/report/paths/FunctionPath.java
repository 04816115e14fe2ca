package io.fallline.report.paths;

import io.fallline.core.function.Point;
import io.fallline.core.path.PathTracer.DescentPath;
import java.util.Map;

/**
 * A path on a function, with the rule and the settings that made it.
 *
 * @param settings of the rule, those that somebody has set
 * @param learningRate before any schedule
 * @param noise deviation of the noise on its gradients
 */
public record FunctionPath(
    String rule,
    Map<String, Object> settings,
    double learningRate,
    double noise,
    DescentPath path) {

  public Point start() {
    return path.points().get(0);
  }

  /** How it ended, to be read after its name; empty where it has all its steps. */
  public String ending() {
    return switch (path.end()) {
      case STEPS -> "";
      case GRADIENT_NORM -> "gradient small at step " + path.steps();
      case LEFT_WINDOW -> "left at step " + path.steps();
      case NOT_FINITE -> "not finite at step " + (path.steps() + 1);
    };
  }
}
