package io.fallline.registry;

/** What a model may be called: a directory's name on every file system. */
final class ModelName {
  static final String EXPECTED = "1 to 64 of the characters A-Z a-z 0-9 . _ -";
  private static final String PATTERN = "[A-Za-z0-9._-]{1,64}";

  private ModelName() {}

  static boolean is(String name) {
    return name.matches(PATTERN) && !name.matches("\\.+");
  }
}
