package io.fallline.job.configuration;

/** Names that are also a directory's, of jobs and of models. */
final class DirectoryNames {
  static final String EXPECTED =
      "1 to 64 letters, digits, dots, underscores or hyphens, and not dots alone";
  private static final String NAME = "[A-Za-z0-9._-]{1,64}";

  private DirectoryNames() {}

  static boolean is(String name) {
    return name.matches(NAME) && !name.matches("\\.+"); // "..": a directory of another job
  }
}
