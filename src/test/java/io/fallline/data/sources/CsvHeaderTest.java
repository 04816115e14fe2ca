package io.fallline.data.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.data.Files;
import io.fallline.testing.LocalSpark;
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
    same("a,,label,\n1,2,3,\n", Map.of());
    same("a;b;label\r\n1;2;3\r\n", Map.of("sep", ";"));
    same("# what this is\na,b,label\n1,2,3\n", Map.of("comment", "#"));
    same("1,2,3\n4,5,6\n", Map.of("header", "false"));
    same("1,NA,3\n4,5,6\n", Map.of("nullValue", "NA"));
    same("\uFEFFa,b,label\n1,2,3\n", Map.of());
    same("größe,b,label\n1,2,3\n", Map.of());
    same("a,label\r1,2\r", Map.of());
    same("a\rb,label\r1,2\r", Map.of("lineSep", "\r"));
    same("a,b;;label;\n1,2;3;\n", Map.of("lineSep", ";\n"));
    same("\"a\nb\",label\n1,2\n", Map.of("multiLine", "true"));
    same("\n# a\n\"a\r\nb\",label\r\n1,2\r\n", Map.of("multiLine", "true", "comment", "#"));
    same("a\tb\tlabel\n1\t2\t3\n", Map.of("sep", "\t"));
    same(" a , b,label\n1,2,3\n", Map.of());
    same(" a , b,label\n1,2,3\n", Map.of("ignoreLeadingWhiteSpace", "true"));
    same("a,label\n1,2\n", Map.of("HEADER", "false"));
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
  void columnsOfSeveralFilesAreThoseOfTheFirstThatHasAny() {
    Files.write(directory.resolve("day=3/a.csv"), "");
    Files.write(directory.resolve("day=3/b.csv"), "a,label", "1,2");
    Files.write(directory.resolve("day=4/a.csv"), "a,label", "1,2");
    for (String path : List.of(directory.toString(), directory + "/day=*")) {
      CsvHeader header = CsvHeader.read(LocalSpark.session(), withHeader(Map.of()), List.of(path));
      assertEquals(List.of("a", "label"), header.names());
      assertEquals(3, header.files().size());
    }
    CsvHeader some =
        CsvHeader.read(
            LocalSpark.session(),
            withHeader(Map.of("pathGlobFilter", "b*")),
            List.of(directory.toString()));
    assertEquals(1, some.files().size());
  }

  @Test
  void anotherEncodingIsReadWhereItIsNamed() throws IOException {
    Path file = directory.resolve("latin.csv");
    java.nio.file.Files.writeString(
        file, "größe,label\n1,2\n", java.nio.charset.StandardCharsets.ISO_8859_1);
    sameAt(file.toString(), withHeader(Map.of("encoding", "ISO-8859-1")));
    sameAt(file.toString(), withHeader(Map.of("charset", "ISO-8859-1")));
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
    assertEquals(
        expected, CsvHeader.read(LocalSpark.session(), options, List.of(path)).schema(Map.of()));
  }
}
