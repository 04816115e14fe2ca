package io.fallline.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs commands as a reader does who stands in the checkout, but writes elsewhere: runs and other
 * results go into a directory of its own.
 */
final class DocReader {
  private static final Set<String> TRAINING = Set.of("train", "compare", "find-rate", "retrain");
  private static final Set<String> SCORING = Set.of("evaluate", "predict");

  /** A run's directory, or a comparison's: its time is another each time. */
  private static final Pattern RUN = Pattern.compile("runs/([\\w-]+)/([a-z-]*)\\d{8}-\\d{6}");

  private final Path directory;

  DocReader(Path directory) {
    this.directory = directory;
  }

  /** For pages whose commands need a run that is there already. */
  void hasTrained(String name) {
    CommandRun run = run("train --config conf/" + name + ".conf --set training.epochs=1");
    assertEquals(0, run.exit(), run.err());
  }

  CommandRun run(String command) {
    List<String> words = new ArrayList<>();
    String before = "";
    for (String word : command.split(" +")) {
      words.add(before.equals("--output") ? directory.resolve(word).toString() : own(word));
      before = word;
    }
    if (TRAINING.contains(words.get(0))) {
      words.addAll(List.of("--set", "output.directory=" + directory.resolve("runs")));
    }
    if (words.get(0).equals("retrain")) {
      words.addAll(List.of("--set", "retrain.registry=" + directory.resolve("runs/registry")));
    }
    if (TRAINING.contains(words.get(0)) || SCORING.contains(words.get(0))) {
      words.addAll(List.of("--master", "local[2]"));
    }
    return CommandRun.of(words.toArray(String[]::new));
  }

  /** The newest run of that name, in place of the page's; what was written before, where it is. */
  private String own(String word) {
    Matcher run = RUN.matcher(word);
    if (run.find()) {
      Path runs = directory.resolve("runs").resolve(run.group(1));
      return newest(runs, run.group(2)) + word.substring(run.end());
    }
    Path written = directory.resolve(word);
    return Files.exists(written) ? written.toString() : word;
  }

  private static Path newest(Path runs, String kind) {
    try (Stream<Path> directories = Files.list(runs)) {
      return directories
          .filter(each -> each.getFileName().toString().matches(kind + "\\d.*"))
          .max(Comparator.comparing(Path::getFileName))
          .orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException(runs + " cannot be listed", e);
    }
  }
}
