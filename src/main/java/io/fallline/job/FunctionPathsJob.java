package io.fallline.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fallline.configuration.FunctionPathSettings;
import io.fallline.core.failure.Failure;
import io.fallline.core.function.PlaneFunction;
import io.fallline.core.function.PlaneFunctions;
import io.fallline.core.function.Point;
import io.fallline.core.function.Window;
import io.fallline.core.optimizer.Optimizers;
import io.fallline.core.path.PathLearningRateSearch;
import io.fallline.core.path.PathTracer;
import io.fallline.core.schedule.WarmupSchedule;
import io.fallline.core.setting.FactoryRegistry;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.core.setting.SettingException;
import io.fallline.report.paths.FunctionWithPaths;
import io.fallline.report.paths.FunctionWithPaths.FunctionPath;
import io.fallline.report.paths.PathsPage;
import io.fallline.report.paths.PathsSummary;
import io.fallline.report.paths.PathsSvg;
import io.fallline.store.AtomicDirectory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleFunction;
import org.apache.hadoop.fs.Path;

/** Draws what update rules do on a function of two variables; without Spark. */
public final class FunctionPathsJob {
  private static final int MOST_PATHS = 24;

  private static final String PICTURE = "paths.svg";
  private static final String PAGE = "paths.html";
  private static final String TABLE = "paths.csv";

  private final PathsRequest request;
  private final FunctionPathSettings settings;
  private final PlaneFunction function;
  private final PlaneFunction descended;
  private final List<Point> starts;
  private final Window window;

  private FunctionPathsJob(PathsRequest request) {
    this.request = request;
    this.function = known("--function", PlaneFunctions.registry(), request.function());
    request.rules().forEach(rule -> known("--rules", Optimizers.registry(), rule));
    this.settings = FunctionPathSettings.of(request.rules(), request.settings());
    this.descended = request.maximize() ? function.negated() : function;
    this.starts =
        request.starts().isEmpty()
            ? List.of(descended.start())
            : request.starts().stream().map(start -> new Point(start.x(), start.y())).toList();
    Window shown = function.window();
    for (Point start : starts) {
      shown = shown.including(start);
    }
    this.window = shown;
  }

  /** Names of functions. */
  public static Set<String> functions() {
    return PlaneFunctions.registry().names();
  }

  /** Names of rules. */
  public static Set<String> rules() {
    return Optimizers.registry().names();
  }

  /**
   * @throws Failure (command line) if there is no such function or rule, or there are too many
   *     paths; (configuration) if a setting does not fit; (files) if nothing can be written
   */
  public static CommandResult run(PathsRequest request) {
    return new FunctionPathsJob(request).run();
  }

  private CommandResult run() {
    FunctionWithPaths shown =
        new FunctionWithPaths(request.function(), function, request.maximize(), window, paths());
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(PICTURE, PathsSvg.of(shown).getBytes(UTF_8));
    files.put(PAGE, PathsPage.of(shown).getBytes(UTF_8));
    files.put(TABLE, shown.toCsv().getBytes(UTF_8));
    Path directory =
        request
            .output()
            .map(output -> AtomicDirectory.create(output, files))
            .orElseGet(() -> AtomicDirectory.createBeside("paths/" + request.function(), files));
    Map<String, String> written = new LinkedHashMap<>();
    written.put("picture", new Path(directory, PICTURE).toString());
    written.put("page", new Path(directory, PAGE).toString());
    written.put("table", new Path(directory, TABLE).toString());
    PathsSummary summary = new PathsSummary(shown, written);
    return new CommandResult(summary.toJson(), summary.toText());
  }

  private List<FunctionPath> paths() {
    int rates = Math.max(1, request.rates().size());
    int count = request.rules().size() * rates * request.noises().size() * starts.size();
    if (count > MOST_PATHS) {
      throw Failure.commandLine(
          "rules, rates, noises and starts make %s paths, expected at most %s", count, MOST_PATHS);
    }
    if (!request.rates().isEmpty() && settings.hasLearningRates()) {
      throw Failure.commandLine(
          "--rates is given, and --set has a rule's learningRate too; expected one of them");
    }
    List<FunctionPath> paths = new ArrayList<>();
    for (String rule : request.rules()) {
      for (double noise : request.noises()) {
        for (double rate : rates(rule, noise)) {
          for (Point start : starts) {
            paths.add(
                new FunctionPath(
                    rule,
                    settings.settingsOf(rule),
                    rate,
                    noise,
                    descent(rule, noise, rate).from(start, descended, window)));
          }
        }
      }
    }
    return paths;
  }

  private List<Double> rates(String rule, double noise) {
    if (!request.rates().isEmpty()) {
      return request.rates();
    }
    DoubleFunction<PathTracer> descents = rate -> descent(rule, noise, rate);
    return List.of(
        settings
            .learningRateOf(rule)
            .orElseGet(
                () -> PathLearningRateSearch.of(descents, descended, starts.get(0), window)));
  }

  private PathTracer descent(String rule, double noise, double rate) {
    WarmupSchedule schedule =
        new WarmupSchedule(settings.schedule(), rate, settings.warmupSteps(), 1, request.steps());
    return new PathTracer(settings.rule(rule), schedule, noise, settings.gradientNorm());
  }

  private static <T> T known(String option, FactoryRegistry<T> parts, String name) {
    try {
      return parts.create(name, Hyperparameters.defaults());
    } catch (SettingException e) {
      throw new Failure(Failure.Kind.COMMAND_LINE, option + " " + e.getMessage(), e);
    }
  }

  /**
   * Which paths to draw: each rule at each rate and noise, from each start.
   *
   * @param rates empty: of each rule the one that suits it best
   * @param starts empty: the function's own
   * @param settings {@code KEY=VALUE}
   * @param output a directory that does not exist; empty: {@code paths/FUNCTION}, or a free name
   *     beside it
   */
  public record PathsRequest(
      String function,
      boolean maximize,
      List<String> rules,
      List<Double> rates,
      List<Double> noises,
      List<Start> starts,
      int steps,
      List<String> settings,
      Optional<String> output) {

    /** A point of the plane. */
    public record Start(double x, double y) {}
  }
}
