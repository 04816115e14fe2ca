package io.fallline.data.sources;

import io.fallline.core.failure.Failure;
import io.fallline.fuzz.FuzzedFormat;
import io.fallline.fuzz.Scratch;
import io.fallline.testing.LocalSpark;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** First lines of csv files, some of which are said to be in gzip. */
public final class CsvHeaderFuzz implements FuzzedFormat {
  private final Scratch scratch = new Scratch("csv");

  @Override
  public String name() {
    return "csv-header";
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        FuzzedFormat.utf8("label,a,b\n1,2,3\n"),
        FuzzedFormat.utf8("\ufeff\"label\",\"a \"\"b\"\"\",\"c,d\"\r\n1,2,3\r\n"),
        FuzzedFormat.utf8("\n\n label ; a ; a\n"));
  }

  @Override
  public List<String> words() {
    return List.of(
        ",", "\"", "\"\"", "label", "a", "\n", "\r\n", "\\", ";", "\ufeff", ",,,,", "_c0");
  }

  @Override
  public Set<Failure.Kind> kinds() {
    return Set.of(Failure.Kind.DATA);
  }

  @Override
  public void read(byte[] input) {
    String name = input.length % 16 == 0 ? "fuzz.csv.gz" : "fuzz.csv";
    String file = scratch.write(name, input).toString();
    SparkFailures.run(
        file, () -> CsvHeader.read(LocalSpark.session(), Map.of("header", "true"), List.of(file)));
  }
}
