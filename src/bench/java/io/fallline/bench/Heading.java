package io.fallline.bench;

/** The tables of the benchmark, in their order. */
public enum Heading {
  COMMANDS("Data to model: whole commands"),
  GROWTH("Growth: seconds of a whole training against the number of something"),
  COMPARISONS("Side by side");

  private final String title;

  Heading(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
