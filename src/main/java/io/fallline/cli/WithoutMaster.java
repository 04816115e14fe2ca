package io.fallline.cli;

import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;

/** Takes away the option that only commands on Spark can follow. */
final class WithoutMaster implements IModelTransformer {
  @Override
  public CommandSpec transform(CommandSpec command) {
    command.remove(command.findOption("--master"));
    return command;
  }
}
