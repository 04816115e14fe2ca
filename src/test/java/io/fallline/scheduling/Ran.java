package io.fallline.scheduling;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** How a program ended and what it said, on either stream. */
record Ran(int exit, String output) {
  /** Runs it to its end, with nothing on its standard input. */
  static Ran of(ProcessBuilder program) throws IOException, InterruptedException {
    return of(program.redirectErrorStream(true).start());
  }

  static Ran of(List<String> words) throws IOException, InterruptedException {
    return of(new ProcessBuilder(words));
  }

  static Ran of(List<String> words, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder program = new ProcessBuilder(words);
    program.environment().putAll(environment);
    return of(program);
  }

  /** Lets one that has been started go on to its end. */
  static Ran of(Process started) throws IOException, InterruptedException {
    started.getOutputStream().close();
    String output =
        new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return new Ran(started.waitFor(), output);
  }
}
