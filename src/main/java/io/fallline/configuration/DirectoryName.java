package io.fallline.configuration;

/** A name that is also a directory's, of a job or a model. */
final class DirectoryName implements KeyType<String> {
  static final String EXPECTED =
      "1 to 64 letters, digits, dots, underscores or hyphens, and not dots alone";
  private static final String NAME = "[A-Za-z0-9._-]{1,64}";

  static boolean is(String name) {
    return name.matches(NAME) && !name.matches("\\.+"); // "..": a directory of another job
  }

  @Override
  public String read(SectionReader section, DeclaredKey key) {
    String name = section.text(key.name(), EXPECTED);
    if (!is(name)) {
      throw section.refused(key.name(), EXPECTED);
    }
    return name;
  }
}
