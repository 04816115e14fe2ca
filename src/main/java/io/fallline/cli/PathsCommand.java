package io.fallline.cli;

import io.fallline.cli.JobCommand.PathOptionConverter;
import io.fallline.core.failure.Failure;
import io.fallline.job.FunctionPathsJob;
import io.fallline.job.FunctionPathsJob.PathsRequest;
import io.fallline.job.FunctionPathsJob.PathsRequest.Start;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The command {@code paths}. */
@Command(
    name = "paths",
    description =
        "Draws what update rules do on a function of two variables: a picture, a page that plays the steps, a table of"
            + " gradients.",
    footerHeading = "%n",
    footer = {
      "--set takes a rule's settings and rate under its name (adam.beta1=0.8, adam.learningRate=0.1), schedule.type and",
      "its settings as in a configuration (a step is an epoch), and training.stop.gradientNorm.",
      "Each rule without a rate gets the one of 1, 2, 5 × 10ⁿ that suits it."
    },
    modelTransformer = PathsCommand.WithoutMaster.class)
final class PathsCommand extends JobCommand {
  private static final int MOST_STEPS = 2000;

  @Option(
      names = "--function",
      required = true,
      paramLabel = "NAME",
      description = "One of ${COMPLETION-CANDIDATES}.",
      completionCandidates = FunctionNames.class)
  private String function;

  @Option(names = "--maximize", description = "Climbs instead of descending.")
  private boolean maximize;

  @Option(
      names = "--rules",
      split = ",",
      paramLabel = "RULE",
      defaultValue = "sgd,momentum,rmsprop,adam",
      description = "Any of ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.",
      completionCandidates = RuleNames.class)
  private List<String> rules;

  @Option(
      names = "--rates",
      split = ",",
      paramLabel = "RATE",
      description = "Learning rates, each for every rule.")
  private List<Double> rates = new ArrayList<>();

  @Option(
      names = "--noise",
      split = ",",
      paramLabel = "DEVIATION",
      defaultValue = "0",
      description =
          "Normal noise on each gradient, as mini-batches have it: four times the rows, half the noise.")
  private List<Double> noises;

  @Option(
      names = "--start",
      paramLabel = "X,Y",
      converter = StartConverter.class,
      description = "Where paths begin; may be given several times.")
  private List<Start> starts = new ArrayList<>();

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "100",
      description = "Steps of a path; default: ${DEFAULT-VALUE}.")
  private int steps;

  @Option(
      names = "--output",
      converter = PathOptionConverter.class,
      paramLabel = "DIR",
      description = "A directory that does not exist; default: paths/NAME, or a free name beside.")
  private Optional<String> output;

  @Override
  public Integer call() {
    require("--rates", rates, "numbers above 0", rate -> rate > 0);
    require("--noise", noises, "numbers of 0 or more", noise -> noise >= 0);
    if (steps < 1 || steps > MOST_STEPS) {
      throw Failure.commandLine("--steps is " + steps + ", expected 1 to " + MOST_STEPS);
    }
    Session.setLog(options);
    PathsRequest request =
        new PathsRequest(
            function,
            maximize,
            rules.stream().distinct().toList(),
            rates,
            noises,
            starts,
            steps,
            options.settings,
            output);
    return print(FunctionPathsJob.run(request));
  }

  private static void require(
      String option, List<Double> numbers, String expected, DoublePredicate fits) {
    for (double number : numbers) {
      if (!fits.test(number) || !Double.isFinite(number)) {
        throw Failure.commandLine(option + " has " + number + ", expected " + expected);
      }
    }
  }

  /** Takes away the option that only commands on Spark can follow. */
  static final class WithoutMaster implements IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec command) {
      command.remove(command.findOption("--master"));
      return command;
    }
  }

  static final class FunctionNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return FunctionPathsJob.functions().iterator();
    }
  }

  static final class RuleNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return FunctionPathsJob.rules().iterator();
    }
  }

  /** {@code -1.5,2}. */
  static final class StartConverter implements ITypeConverter<Start> {
    /** Beyond, the squares of the functions would soon be no numbers any more. */
    private static final double FURTHEST = 1e6;

    @Override
    public Start convert(String text) {
      String[] numbers = text.split(",", -1);
      if (numbers.length == 2) {
        try {
          Start start = new Start(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
          if (Math.abs(start.x()) <= FURTHEST && Math.abs(start.y()) <= FURTHEST) {
            return start;
          }
        } catch (NumberFormatException e) {
          throw expected(text);
        }
      }
      throw expected(text);
    }

    private static TypeConversionException expected(String text) {
      return new TypeConversionException(
          "'" + text + "' is not a point, expected two numbers from -1e6 to 1e6, such as -1.5,2");
    }
  }
}
