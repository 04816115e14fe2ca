package io.fallline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real browser without a screen; installed by src/test/sh/chromium.sh where there is none. */
public final class Chromium {
  private static final long MINUTES = 2;

  /** How long scripts may run, by the page's own clock, which does not wait for anybody. */
  private static final String BUDGET = "--virtual-time-budget=30000";

  private final Path scratch;
  private final String program;

  /**
   * @param scratch an empty directory
   */
  public Chromium(Path scratch) throws IOException, InterruptedException {
    this.scratch = scratch;
    Path script = Path.of(System.getenv("FALLLINE_HOME"), "src/test/sh/chromium.sh");
    this.program = run(5 * MINUTES, List.of("bash", script.toString())).strip();
  }

  /** The page as it is after its scripts have run. */
  public String dom(URI page) throws IOException, InterruptedException {
    return run(MINUTES, command(List.of(BUDGET, "--dump-dom"), page));
  }

  /** Writes a PNG. */
  public void screenshot(URI page, int width, int height, boolean dark, Path picture)
      throws IOException, InterruptedException {
    List<String> options =
        List.of(
            BUDGET,
            "--hide-scrollbars",
            "--window-size=" + width + "," + height,
            "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1),
            "--screenshot=" + picture);
    run(MINUTES, command(options, page));
    assertTrue(Files.size(picture) > 0, picture.toString());
  }

  private List<String> command(List<String> options, URI page) {
    List<String> command = new ArrayList<>();
    command.add(program);
    command.addAll(
        List.of("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"));
    command.add("--user-data-dir=" + scratch.resolve("profile"));
    // whatever a page asks for, it does not get
    command.add("--host-resolver-rules=MAP * ~NOTFOUND");
    command.addAll(options);
    command.add(page.toString());
    return command;
  }

  private String run(long minutes, List<String> command) throws IOException, InterruptedException {
    Path out = scratch.resolve("out");
    Path err = scratch.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertTrue(process.waitFor(minutes, TimeUnit.MINUTES), () -> command + " does not end");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    assertEquals(0, process.exitValue(), Files.readString(err, StandardCharsets.UTF_8));
    return Files.readString(out, StandardCharsets.UTF_8);
  }
}
