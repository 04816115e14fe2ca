package io.fallline.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * Fallline beside others at the same work: each workload in a JVM of its own, lest one be compiled
 * for another's sake.
 */
public final class Bench {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) throws Exception {
    Options options;
    try {
      options = Options.parse(arguments);
    } catch (IllegalArgumentException wrong) {
      System.err.println("bench.sh: " + wrong.getMessage());
      return 64;
    }
    if (options.list()) {
      Workloads.all().forEach(w -> System.out.printf("%-16s %s%n", w.name(), w.about()));
      return 0;
    }
    return options.result().isPresent() ? alone(options) : all(options);
  }

  private static int alone(Options options) throws Exception {
    Configurator.setRootLevel(Level.OFF); // Spark's log is no part of the table
    try (Workload workload = Workloads.named(options.workloads().get(0))) {
      Outcome outcome = new Rounds(options.rounds()).run(workload, Place.of(options));
      Files.writeString(options.result().get(), outcome.json().toString());
    }
    return 0;
  }

  private static int all(Options options) throws IOException, InterruptedException {
    Place place = Place.of(options);
    List<String> names =
        options.workloads().isEmpty()
            ? Workloads.all().stream().map(Workload::name).toList()
            : options.workloads();
    List<JsonNode> results = new ArrayList<>();
    boolean failed = false;
    for (String name : names) {
      Path file = Files.createTempFile(place.runs(), name, ".json");
      if (process(options.forOne(name, file)) == 0) {
        results.add(JSON.readTree(file.toFile()));
      } else {
        System.err.println("bench.sh: " + name + " failed (see above)");
        failed = true;
      }
    }
    ObjectNode json = JSON.createObjectNode();
    String machine = Machine.here().words();
    json.put("machine", machine);
    json.put("java", System.getProperty("java.vm.version"));
    json.put("rounds", options.rounds()).put("rows", options.rows());
    json.putArray("workloads").addAll(results);
    Path written = place.target().resolve("bench/results.json");
    Files.write(written, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    System.out.println("On " + machine + "; medians, rounds: " + options.rounds());
    System.out.print(Table.of(results));
    System.err.println("all figures: " + written);
    return failed ? 70 : 0;
  }

  /** As this JVM was started. */
  private static int process(List<String> arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Bench.class.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
