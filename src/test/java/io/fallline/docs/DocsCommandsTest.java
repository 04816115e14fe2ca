package io.fallline.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.cli.CommandRun;
import io.fallline.docs.DocCommands.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command of the pages: those of Fallline run here, page by page, in their order. */
class DocsCommandsTest {
  /** Whose commands need more than a run: what tests them. */
  private static final Map<Path, String> WITH_TESTS_OF_THEIR_OWN =
      Map.of(
          Path.of("docs/rules.md"), "RulesDocTest",
          Path.of("docs/exports.md"), "ExportsPageTest",
          Path.of("docs/choosing.md"), "ChoosingDocTest",
          Path.of("docs/sources.md"), "SourcesDocTest, and the profile sources",
          Path.of("docs/watching.md"), "MLflow's exchanges and the tests tagged mlflow");

  private static final String LOCAL = "local.sh ";

  /** What runs the others: how a command begins, and where that is run. */
  private static final Map<String, String> ELSEWHERE =
      elsewhere(
          "mvn verify", ".ci/run",
          "mvn test", "a part of mvn verify, or tests of a tag: campaigns by .ci/run, in short",
          "mvn spotless:apply", "mvn verify checks what it would change",
          "mvn -DskipTests package", "submit-scripts/local.sh, but for the tests' compilation",
          "mvn -P", "itself; the suites of Spark's by .ci/run",
          "src/test/sh/python.sh", "itself; it also installs ./src/main/python by pip",
          "submit-scripts/bench.sh", ".ci/run: --rounds 1 --rows 2000 data-digits steps",
          "tensorboard --logdir", "EventsInTensorBoard",
          "pip install ./src/main/python", "src/test/sh/python.sh",
          "mvn package", "submit-scripts/local.sh",
          "javac -cp \"lib/*\"", "ExportsPageTest",
          "java -cp \"lib/*:.\"", "ExportsPageTest");

  @TempDir private Path directory;

  /** Names and values in turn: {@link Map#of} takes ten of each. */
  private static Map<String, String> elsewhere(String... pairs) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  static Stream<Path> pagesWithCommands() throws IOException {
    return DocCommands.all().stream()
        .filter(
            command ->
                command.line().contains(LOCAL)
                    && !WITH_TESTS_OF_THEIR_OWN.containsKey(command.page()))
        .map(Command::page)
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("pagesWithCommands")
  void thePagesCommandsRunInTheirOrder(Path page) throws IOException {
    DocReader reader = new DocReader(directory);
    if (!page.equals(Path.of("docs/tutorial.md"))) {
      reader.hasTrained("digits");
    }
    for (Command command : DocCommands.all()) {
      int local = command.line().indexOf(LOCAL);
      if (command.page().equals(page) && local >= 0) {
        CommandRun run = reader.run(command.line().substring(local + LOCAL.length()));
        assertEquals(0, run.exit(), command + "\n" + run.err());
      }
    }
  }

  @Test
  void everyOtherCommandIsRunElsewhere() throws IOException {
    for (Command command : DocCommands.all()) {
      String line = command.line();
      boolean here = line.contains(LOCAL);
      boolean cluster = line.contains("submit-scripts/submit.sh"); // StandaloneCluster's tests
      assertTrue(
          here || cluster || ELSEWHERE.keySet().stream().anyMatch(line::startsWith),
          "nothing runs " + command);
    }
  }

  @Test
  void testsProfilesAndScriptsThatCommandsNameAreThere() throws IOException {
    Set<String> classes = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      files.forEach(file -> classes.add(file.getFileName().toString().replace(".java", "")));
    }
    String pom = Files.readString(Path.of("pom.xml"));
    for (Command command : DocCommands.all()) {
      for (String name : named("-Dtest='?([\\w,*]+)", command)) {
        Pattern pattern = Pattern.compile(name.replace("*", "\\w*"));
        assertTrue(classes.stream().anyMatch(pattern.asMatchPredicate()), command + ": " + name);
      }
      for (String profile : named("-P([\\w-]+)", command)) {
        assertTrue(pom.contains("<id>" + profile + "</id>"), command.toString());
      }
      for (String script : named("((?:submit-scripts|src/test)/[\\w/]+\\.sh)", command)) {
        assertTrue(Files.isExecutable(Path.of(script)), command.toString());
      }
    }
  }

  private static List<String> named(String pattern, Command command) {
    Matcher found = Pattern.compile(pattern).matcher(command.line());
    return found.results().flatMap(each -> Stream.of(each.group(1).split(","))).toList();
  }
}
