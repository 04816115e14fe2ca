package io.fallline.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Small files to be read. */
public final class Files {
  private Files() {}

  public static String write(Path file, String... lines) {
    try {
      java.nio.file.Files.createDirectories(file.getParent());
      java.nio.file.Files.writeString(file, String.join("\n", lines) + "\n");
      return file.toString();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Rows {@code id,label,a,b,c} of a regression. */
  public static List<String> rows(int count) {
    Random random = new Random(7);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double a = random.nextGaussian() * 10 + 3;
      double b = random.nextInt(1000);
      double c = random.nextInt(4) == 0 ? 0 : random.nextDouble();
      rows.add(String.format(Locale.ROOT, "%d,%s,%s,%s,%s", i, a + b, a, (int) b, c));
    }
    return rows;
  }

  /** Cuts rows into csv files in a directory. */
  public static String csv(Path directory, String header, List<String> rows, int files) {
    int each = (rows.size() + files - 1) / files;
    for (int i = 0; i < files; i++) {
      List<String> lines = new ArrayList<>(List.of(header));
      lines.addAll(
          rows.subList(Math.min(rows.size(), i * each), Math.min(rows.size(), (i + 1) * each)));
      write(directory.resolve("part-" + i + ".csv"), lines.toArray(String[]::new));
    }
    return directory.toString();
  }
}
