package io.fallline.core.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSanitizerTest {
  @Test
  void lineBreaksBecomeSemicolons() {
    assertEquals("one; two; three", MessageSanitizer.of("one \n\t two\r\n\r\nthree\n"));
  }

  @Test
  void whatATerminalWouldObeyIsSpeltOut() {
    assertEquals("a\\u001b[2Jb\\u0000c\\u0007", MessageSanitizer.of("a\u001b[2Jb\0c\u0007"));
    assertEquals("\\u202egpj.x and \\ud800", MessageSanitizer.of("\u202egpj.x and \ud800"));
    assertEquals("Größe 😀", MessageSanitizer.of("Größe 😀"));
  }

  @Test
  void aLongMessageKeepsItsStartAndItsEnd() {
    String line = MessageSanitizer.of("start " + "😀".repeat(100_000) + " end");
    assertTrue(line.length() <= MessageSanitizer.LONGEST, () -> "" + line.length());
    assertTrue(line.startsWith("start 😀") && line.endsWith("😀 end"), line);
    assertFalse(line.contains("\\u"), "no halves of pairs");
  }

  @Test
  void aFailuresMessageIsOneLine() {
    assertEquals("a; b\\u0007", Failure.data("a\nb\u0007").getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3a://AKIA:hush@bucket/rows: cannot be read",
        "url=jdbc:postgresql://h/db?user=me&password=hush&ssl=true",
        "jdbc:sqlserver://h;databaseName=d;password={hush;hush}",
        "jdbc:oracle:thin:me/hush@//h:1521/d",
        "data.options.sasToken=hush",
        "spark.hadoop.fs.azure.account.key.x.dfs.core.windows.net = hush",
        "privateKey=\"hush hush\"",
        "api_key='hush'",
        "{\"accountKey\":\"hush\",\"a\":1}",
        "https://x.blob.core.windows.net/c?sv=1&sig=hush%3D",
        "Authorization: Bearer hush"
      })
  void secretsAreMasked(String message) {
    assertFalse(MessageSanitizer.of(message).contains("hush"), MessageSanitizer.of(message));
    assertTrue(MessageSanitizer.of(message).contains("***"), MessageSanitizer.of(message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hdfs://namenode:8020/rows: cannot be read",
        "conf/clicks.conf:14: data.label is \"x\", expected the name of a column",
        "column \"token\" is empty, expected a number",
        "wasbs://container@account.blob.core.windows.net/rows"
      })
  void allElseStays(String message) {
    assertEquals(message, MessageSanitizer.of(message));
  }
}
