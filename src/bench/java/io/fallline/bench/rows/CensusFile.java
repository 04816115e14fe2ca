package io.fallline.bench.rows;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * A csv file as a census leaves it: blanks behind every comma, {@code ?} and nothing for what was
 * not answered, numbers of rows and names, and a label in words.
 */
public final class CensusFile {
  private static final String HEADER =
      "id, name, age, workclass, fnlwgt, education, education-num, occupation, capital-gain,"
          + " hours-per-week, country, income\n";
  private static final List<String> WORK =
      List.of("Private", "Self-emp-not-inc", "Local-gov", "State-gov", "Federal-gov", "?");
  private static final List<String> EDUCATION =
      List.of("11th", "HS-grad", "Some-college", "Bachelors", "Masters", "Doctorate");
  private static final List<String> OCCUPATION =
      List.of("Sales", "Craft-repair", "Tech-support", "Adm-clerical", "Exec-managerial", "?");

  private CensusFile() {}

  public static Path of(Path file, int rows) throws IOException {
    return KeptFile.of(
        file,
        unfinished -> {
          Random random = new Random(18);
          try (BufferedWriter writer = Files.newBufferedWriter(unfinished)) {
            writer.write(HEADER);
            for (int row = 1; row <= rows; row++) {
              writer.write(line(random, row));
            }
          }
        });
  }

  private static String line(Random random, int row) {
    int education = random.nextInt(EDUCATION.size());
    int age = 17 + random.nextInt(60);
    int hours = 10 + random.nextInt(60);
    int gain = random.nextInt(12) == 0 ? 500 + random.nextInt(20_000) : 0;
    double score =
        0.9 * education
            + 0.05 * (age - 40)
            + 0.04 * (hours - 40)
            + gain / 8_000.0
            + 0.7 * random.nextGaussian();
    return String.join(
            ", ",
            String.valueOf(row),
            "Person-" + random.nextInt(1_000_000_000),
            random.nextInt(40) == 0 ? "" : String.valueOf(age),
            any(WORK, random),
            String.valueOf(12_000 + random.nextInt(1_400_000)),
            EDUCATION.get(education),
            String.valueOf(education + 7),
            any(OCCUPATION, random),
            String.valueOf(gain),
            random.nextInt(90) == 0 ? "?" : String.valueOf(hours),
            random.nextInt(10) == 0 ? "Mexico" : "United-States",
            score > 3.2 ? ">50K" : "<=50K")
        + "\n";
  }

  private static String any(List<String> texts, Random random) {
    return texts.get(random.nextInt(texts.size()));
  }
}
