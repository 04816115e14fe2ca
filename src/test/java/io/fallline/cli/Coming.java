package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Set;
import picocli.CommandLine;

/** Commands that pages and schedules name before they are there. */
public final class Coming {
  public static final Set<String> COMMANDS = Set.of("retrain", "models");

  private Coming() {}

  /** Whoever adds one of them takes it out of this list, so that it is tried from then on. */
  public static void assertNotThere() {
    Set<String> there =
        new CommandLine(new Fallline(System.out, System.err)).getSubcommands().keySet();
    COMMANDS.forEach(
        command ->
            assertFalse(there.contains(command), command + " is there: not Coming any more"));
  }
}
