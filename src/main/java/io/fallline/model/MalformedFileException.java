package io.fallline.model;

import java.io.IOException;

/** What is wrong within a file; the caller, who knows where it lies, makes a failure of it. */
public final class MalformedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedFileException(String message) {
    super(message);
  }

  static void require(boolean holds, String otherwise) throws MalformedFileException {
    if (!holds) {
      throw new MalformedFileException(otherwise);
    }
  }
}
