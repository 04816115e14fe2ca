package io.fallline.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.LocalSpark;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvHeaderTest {
  @TempDir private Path directory;

  @Test
  void columnsAreThoseThatSparkReads() {
    same("a,b,label\n1,2,3\n", Map.of());
    same("\n  \n\"a, b\",\"c\"\"d\",label\n1,2,3\n", Map.of());
    same("a,A,a,,label\n1,2,3,4,5\n", Map.of());
    same("a;b;label\r\n1;2;3\r\n", Map.of("sep", ";"));
    same("# what this is\na,b,label\n1,2,3\n", Map.of("comment", "#"));
    same("1,2,3\n4,5,6\n", Map.of("header", "false"));
    same("1,NA,3\n4,5,6\n", Map.of("nullValue", "NA"));
    same("\uFEFFa,b,label\n1,2,3\n", Map.of());
    same("größe,b,label\n1,2,3\n", Map.of());
    same("a\rb,label\r1,2\r", Map.of("lineSep", "\r"));
    same("", Map.of());
  }

  @Test
  void columnsOfAPackedFileAreThoseThatSparkReads() throws IOException {
    Path file = directory.resolve("packed.csv.gz");
    try (OutputStream out = new GZIPOutputStream(java.nio.file.Files.newOutputStream(file))) {
      out.write("a,b,label\n1,2,3\n".getBytes(StandardCharsets.UTF_8));
    }
    sameAt(file.toString(), withHeader(Map.of()));
  }

  @Test
  void columnsOfADirectoryIncludeThoseOfItsName() {
    Files.write(directory.resolve("day=3/part.csv"), "a,label", "1,2");
    sameAt(directory.toString(), withHeader(Map.of()));
    sameAt(directory + "/day=*", withHeader(Map.of()));
  }

  private void same(String text, Map<String, String> options) {
    Path file = directory.resolve("data.csv");
    try {
      java.nio.file.Files.writeString(file, text);
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
    sameAt(file.toString(), withHeader(options));
  }

  private static Map<String, String> withHeader(Map<String, String> options) {
    Map<String, String> all = new HashMap<>(Map.of("header", "true", "inferSchema", "false"));
    all.putAll(options);
    return all;
  }

  private static void sameAt(String path, Map<String, String> options) {
    StructType expected =
        LocalSpark.session().read().format("csv").options(options).load(path).schema();
    assertEquals(expected, CsvHeader.read(LocalSpark.session(), options, List.of(path)));
  }
}
