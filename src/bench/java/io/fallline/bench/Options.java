package io.fallline.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command line.
 *
 * @param workloads names, in this order; empty for all
 * @param rows 0: as many as each workload has
 * @param result where the one workload's result goes, in the process that runs it
 */
public record Options(
    List<String> workloads,
    int rounds,
    long rows,
    List<String> settings,
    boolean list,
    Optional<Path> result) {
  static final String USAGE =
      "bench.sh [--list] [--rounds N] [--rows N] [--set KEY=VALUE]… [WORK…]";

  static Options parse(String[] arguments) {
    List<String> workloads = new ArrayList<>();
    List<String> settings = new ArrayList<>();
    int rounds = 3;
    long rows = 0;
    boolean list = false;
    Optional<Path> result = Optional.empty();
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--list" -> list = true;
        case "--rounds" -> rounds = (int) count(arguments, ++i);
        case "--rows" -> rows = count(arguments, ++i);
        case "--set" -> settings.add(value(arguments, ++i));
        case "--result" -> result = Optional.of(Path.of(value(arguments, ++i)));
        default -> workloads.add(workload(arguments[i]));
      }
    }
    return new Options(workloads, rounds, rows, settings, list, result);
  }

  /** The command line of the process that runs this workload alone. */
  List<String> forOne(String workload, Path file) {
    List<String> arguments = new ArrayList<>(List.of("--rounds", String.valueOf(rounds)));
    if (rows > 0) {
      arguments.addAll(List.of("--rows", String.valueOf(rows)));
    }
    settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
    arguments.addAll(List.of("--result", file.toString(), workload));
    return arguments;
  }

  private static String workload(String name) {
    if (name.startsWith("-")) {
      throw new IllegalArgumentException(name + " is not an option: " + USAGE);
    }
    return Workloads.named(name).name();
  }

  private static long count(String[] arguments, int at) {
    String value = value(arguments, at);
    if (!value.matches("[1-9][0-9]{0,8}")) {
      throw new IllegalArgumentException(
          arguments[at - 1] + " " + value + ": expected a number of at least 1");
    }
    return Long.parseLong(value);
  }

  private static String value(String[] arguments, int at) {
    if (at == arguments.length) {
      throw new IllegalArgumentException(arguments[at - 1] + " needs a value: " + USAGE);
    }
    return arguments[at];
  }
}
