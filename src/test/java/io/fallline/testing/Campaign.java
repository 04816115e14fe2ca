package io.fallline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * How far a long trial goes: {@code -Dcampaign=full} (what {@code docs/reliability.md} has the
 * figures of) or {@code brief}.
 */
public final class Campaign {
  private static final boolean FULL = !"brief".equals(System.getProperty("campaign", "brief"));
  private static final Path FIGURES =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("target/campaigns.txt");

  private Campaign() {}

  /** One of the two numbers. */
  public static int rounds(int full, int brief) {
    return FULL ? full : brief;
  }

  /** Prints what a campaign has found, and keeps it in {@code target/campaigns.txt}. */
  public static synchronized void figure(String line) {
    System.out.println(line);
    try {
      Files.writeString(FIGURES, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
