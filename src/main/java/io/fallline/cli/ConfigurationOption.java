package io.fallline.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Of every command that reads a configuration. */
final class ConfigurationOption {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The configuration.")
  Path file;
}
