package io.fallline.cli;

import io.fallline.core.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command has. */
@Command(versionProvider = Fallline.Version.class)
final class CommonOptions {
  @Option(
      names = "--set",
      scope = ScopeType.INHERIT,
      paramLabel = "KEY=VALUE",
      description = "A setting, over that of the file; may be given several times.")
  List<String> settings = new ArrayList<>();

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "The result as JSON alone on standard output.")
  boolean json;

  @Option(names = "--quiet", scope = ScopeType.INHERIT, description = "No progress.")
  boolean quiet;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Spark's own log too, and where an error came from.")
  boolean verbose;

  @Option(
      names = "--master",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      description = "Spark's master; without spark-submit local[*].")
  String master;

  @Option(
      names = {"-h", "--help"},
      scope = ScopeType.INHERIT,
      usageHelp = true,
      description = "Shows this.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      scope = ScopeType.INHERIT,
      versionHelp = true,
      description = "Shows the version.")
  boolean version;

  /**
   * @param command one without a configuration
   */
  void requireNoSettings(String command) {
    if (!settings.isEmpty()) {
      throw Failure.commandLine(
          "--set " + settings.get(0) + ": " + command + " has no settings, expected it without");
    }
  }
}
