package io.fallline.report.paths;

import io.fallline.core.function.Point;
import io.fallline.report.paths.FunctionPaths.FunctionPath;
import java.util.List;

/**
 * The table of paths as comma-separated values: a row for each point, with the gradient by formula
 * and by central difference beside each other.
 */
public final class PathsCsv {
  private static final String COLUMNS =
      "path,rule,learning_rate,noise,step,step_rate,x,y,value,formula_x,formula_y,difference_x,difference_y\n";

  private PathsCsv() {}

  public static String of(FunctionPaths shown) {
    StringBuilder table = new StringBuilder(COLUMNS);
    for (int i = 0; i < shown.paths().size(); i++) {
      FunctionPath path = shown.paths().get(i);
      List<Point> points = path.path().points();
      for (int step = 0; step < points.size(); step++) {
        table.append(i + 1).append(',').append(path.rule());
        append(table, path.learningRate(), path.noise());
        table.append(',').append(step).append(',');
        if (step > 0) { // the rate that led here
          table.append(path.path().learningRates().get(step - 1));
        }
        Point at = points.get(step);
        Point formula = shown.function().gradient(at);
        Point difference = shown.function().centralDifference(at);
        append(table, at.x(), at.y(), shown.function().value(at));
        append(table, formula.x(), formula.y(), difference.x(), difference.y());
        table.append('\n');
      }
    }
    return table.toString();
  }

  private static void append(StringBuilder table, double... numbers) {
    for (double number : numbers) {
      table.append(',').append(number);
    }
  }
}
