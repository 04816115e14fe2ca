package io.fallline.cli;

import io.fallline.configuration.ConfigurationFile;
import io.fallline.configuration.JobConfiguration;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option of every command that reads a configuration. */
final class ConfigurationOption {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The configuration.")
  Path file;

  /** The file with the settings of the command line over it. */
  JobConfiguration job(CommonOptions options) {
    return ConfigurationFile.load(file, options.settings);
  }
}
