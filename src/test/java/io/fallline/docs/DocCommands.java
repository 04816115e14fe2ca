package io.fallline.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commands that pages and configurations tell their readers to run. */
final class DocCommands {
  /** Of a page, in its order. */
  record Command(Path page, String line) {
    @Override
    public String toString() {
      return page + ": " + line;
    }
  }

  /** What a line of a command begins with, after variables of the environment. */
  private static final String PROGRAM =
      "(?:[A-Z_]+=(?:\"[^\"]*\"|\\S+) +)*"
          + "(?:submit-scripts/|src/test/|mvn |pip |tensorboard |git |javac? |python3? )";

  /**
   * A line of a block; or more than a name between backquotes; or in the comment of a
   * configuration.
   */
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?m)^ {4}("
              + PROGRAM
              + ".*)$|`((?=[^`]* )(?:flock \\S+ \\S+ )?"
              + PROGRAM
              + "[^`]*)`|^# {2,}((?:submit-scripts/)?local\\.sh .*)$");

  private DocCommands() {}

  static List<Command> all() throws IOException {
    List<Path> pages = new ArrayList<>(DocPages.all());
    try (Stream<Path> configurations = Files.list(Path.of("conf"))) {
      configurations.sorted().forEach(pages::add);
    }
    List<Command> commands = new ArrayList<>();
    for (Path page : pages) {
      Matcher found = COMMAND.matcher(joined(Files.readString(page)));
      while (found.find()) {
        String line = Stream.of(1, 2, 3).map(found::group).filter(g -> g != null).findFirst().get();
        commands.add(new Command(page, line.replaceFirst("\\s+#.*", "").strip()));
      }
    }
    return commands;
  }

  /** Lines that go on after a backslash are one. */
  private static String joined(String text) {
    return text.replaceAll("\\s*\\\\\n\\s*", " ");
  }
}
