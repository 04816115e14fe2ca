package io.fallline.cli;

import io.fallline.configuration.ConfigurationHelp;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;

/** Puts what a configuration can name, and every default, below the help of a command. */
final class ComponentHelp implements IModelTransformer {
  @Override
  public CommandSpec transform(CommandSpec command) {
    command
        .usageMessage()
        .footer(
            ConfigurationHelp.lines().stream().map(ComponentHelp::literal).toArray(String[]::new));
    return command;
  }

  private static String literal(String line) {
    return line.replace("%", "%%").replace("@|", "@ |");
  }
}
