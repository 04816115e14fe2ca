package io.fallline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Rows as a census leaves them: blanks around every text, {@code ?} for what nobody answered, names
 * of rows, weights of a survey that are no weights here, and a label in words.
 */
final class MessyCensus {
  static final String HEADER =
      "id, name, age, workclass, fnlwgt, education, education-num, hours-per-week, country, income";
  private static final List<String> WORK =
      List.of("Private", "Self-emp-not-inc", "Local-gov", "State-gov", "?");
  private static final List<String> EDUCATION =
      List.of("11th", "HS-grad", "Some-college", "Bachelors", "Masters", "Doctorate");

  private MessyCensus() {}

  static Path write(Path file, int rows, long seed) throws IOException {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>(List.of(HEADER));
    for (int i = 0; i < rows; i++) {
      int education = random.nextInt(EDUCATION.size());
      int age = 17 + random.nextInt(60);
      int hours = 10 + random.nextInt(60);
      double score = 0.9 * education + 0.05 * (age - 40) + 0.04 * (hours - 40) - 2.5;
      boolean rich = score + 0.7 * random.nextGaussian() > 0;
      lines.add(
          String.format(
              Locale.ROOT,
              "%d, Person-%d, %s, %s, %d, %s, %d, %s, %s, %s",
              i + 1,
              random.nextInt(1_000_000_000),
              i % 40 == 7 ? "" : Integer.toString(age),
              WORK.get(random.nextInt(WORK.size())),
              12_000 + random.nextInt(1_400_000),
              EDUCATION.get(education),
              education + 7,
              i % 90 == 11 ? "?" : Integer.toString(hours),
              "United-States",
              rich ? ">50K" : "<=50K"));
    }
    return Files.write(file, lines);
  }
}
