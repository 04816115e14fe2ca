package io.fallline.data.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fallline.core.failure.Failure;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class SourcePathTest {
  @Test
  void whatIsNoPathIsRefusedInWordsOfOurOwn() {
    Failure refused =
        assertThrows(Failure.class, () -> SourceFiles.require(List.of("a:b"), new Configuration()));
    assertEquals(Failure.Kind.DATA, refused.kind());
    assertEquals(
        "\"a:b\" is not a path; a path may have its file system before it (hdfs://host/x), and ./ where a name has"
            + " a colon (./a:b)",
        refused.getMessage());
    assertEquals(
        refused.getMessage(),
        assertThrows(Failure.class, () -> IdxHeader.read("a:b", new Configuration())).getMessage());
  }
}
