package io.fallline.cli;

import io.fallline.core.failure.Redaction;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Where an error came from, with secrets masked in what its messages quote. */
final class StackTraces {
  private StackTraces() {}

  static String of(Throwable failed) {
    StringWriter text = new StringWriter();
    failed.printStackTrace(new PrintWriter(text, true));
    return Redaction.redacted(text.toString());
  }
}
