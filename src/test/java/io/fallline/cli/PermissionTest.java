package io.fallline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fallline.scorer.ModelCase;
import io.fallline.scorer.PublishedModel;
import io.fallline.testing.ForkedJava;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may not be read is there, and is told as refused: never as missing, never as nothing. */
class PermissionTest {
  private static final String NONE = "---------";
  private static final String LISTED_ONLY = "rw-r--r--";

  @TempDir private Path registry;
  @TempDir private Path java;
  private Path log;
  private Path version;

  @BeforeEach
  void publish() {
    version =
        PublishedModel.champion(
            registry,
            "trees",
            new ModelCase("softmax", "tanh", "STANDARD", "ERROR", true, false, true, "ash elm"));
    log = registry.resolve("trees/log");
  }

  @Test
  void whatMayNotBeReadIs74() throws Exception {
    String list = "models list --registry " + registry;
    String export = "export --format onnx --output " + registry + "/out --model " + version;
    String champion =
        "export --format onnx --model registry:trees --output out --registry " + registry;
    Path entry = log.resolve("000000000001.json");
    List<List<String>> cases = new ArrayList<>();
    for (String command : List.of(list, champion, "")) {
      cases.add(refused(entry, NONE, command));
      cases.add(refused(log, LISTED_ONLY, command));
      cases.add(refused(log, NONE, command));
      cases.add(refused(registry.resolve("trees"), NONE, command));
    }
    cases.add(refused(registry, NONE, list));
    cases.add(refused(registry, LISTED_ONLY, list));
    for (String command : List.of(export, champion, "")) {
      cases.add(refused(version, NONE, command));
      cases.add(refused(version, LISTED_ONLY, command));
      cases.add(refused(version.getParent(), NONE, command));
      cases.add(refused(version.resolve("manifest.json"), NONE, command));
      cases.add(refused(version.resolve("model.safetensors"), NONE, command));
    }
    List<String> arguments = new ArrayList<>(List.of(registry.toString()));
    cases.forEach(arguments::addAll);
    List<String> outcomes =
        ForkedJava.lines(
            boundByPermissions(),
            List.of(ForkedJava.VECTOR_MODULE),
            WithoutPermission.class,
            arguments.toArray(String[]::new));
    assertEquals(cases.size(), outcomes.size());
    for (int i = 0; i < outcomes.size(); i++) {
      String told = cases.get(i) + " came to: " + outcomes.get(i);
      assertTrue(outcomes.get(i).startsWith("74 "), told);
      assertTrue(outcomes.get(i).toLowerCase().contains("permission denied"), told);
    }
  }

  private static List<String> refused(Path path, String permissions, String command) {
    return List.of(path.toString(), permissions, command);
  }

  /** A Java that permissions count for, by whatever user the tests are run. */
  private Path boundByPermissions() throws IOException {
    if (!System.getProperty("user.name").equals("root")) {
      return ForkedJava.home();
    }
    Path setpriv = Path.of("/usr/bin/setpriv");
    assumeTrue(Files.isExecutable(setpriv), "root may read everything, and there is no setpriv");
    Path bin = Files.createDirectory(java.resolve("bin"));
    Path script =
        Files.writeString(
            bin.resolve("java"),
            "#!/bin/sh\nexec %s --bounding-set=-dac_override,-dac_read_search %s \"$@\"\n"
                .formatted(setpriv, ForkedJava.home().resolve("bin/java")));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return java;
  }
}
