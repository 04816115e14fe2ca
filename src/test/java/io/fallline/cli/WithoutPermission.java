package io.fallline.cli;

import io.fallline.core.failure.Failure;
import io.fallline.scorer.Scorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Takes permissions from files, one after the other, and says what a command comes to without them,
 * and the scorer.
 */
final class WithoutPermission {
  /** Between the words of a command. */
  static final String BLANK = " ";

  private WithoutPermission() {}

  /**
   * @param arguments the file to write, a registry with a model {@code trees}; then of each case a
   *     path, the permissions that are left, and a command or nothing
   */
  public static void main(String[] arguments) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 2; i < arguments.length; i += 3) {
      Path path = Path.of(arguments[i]);
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(arguments[i + 1]));
      lines.add(outcome(Path.of(arguments[1]), arguments[i + 2]));
      Files.setPosixFilePermissions(path, permissions);
    }
    Files.write(Path.of(arguments[0]), lines);
  }

  private static String outcome(Path registry, String command) {
    if (command.isEmpty()) {
      try {
        Scorer.champion(registry, "trees");
        return "0";
      } catch (Failure failed) {
        return ExitStatus.code(failed.kind()) + BLANK + failed.getMessage();
      }
    }
    Ran ran = Ran.command(command.split(BLANK));
    return ran.exit() + BLANK + (ran.err() + ran.out()).strip();
  }
}
