package io.fallline.job.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import io.fallline.registry.ModelRegistry;
import io.fallline.registry.ModelVersion;
import io.fallline.registry.RegisteredModel;
import io.fallline.registry.RegisteredModel.StateChange;
import io.fallline.registry.RegistryState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelReferenceTest {
  @TempDir private Path directory;
  private RegisteredModel iris;

  @BeforeEach
  void publish() {
    iris = model("iris");
    for (int number = 1; number <= 3; number++) {
      int next = number;
      change(iris, state -> state.published(version(next)));
    }
    change(iris, state -> state.promoted(2));
  }

  @Test
  void aDirectoryIsItself() {
    assertEquals("/models/a@7", read("/models/a@7", Optional.empty()));
    assertEquals("runs/a", read("runs/a", Optional.of(directory.toString())));
  }

  @Test
  void aNameIsTheChampionAndANumberTheVersion() {
    assertEquals(path(2), read("registry:iris"));
    assertEquals(path(3), read("registry:iris@3"));
    assertEquals(path(1), read("registry:iris@1"));
  }

  @Test
  void aRegistrysModelNeedsTheRegistry() {
    refused(
        Failure.Kind.COMMAND_LINE,
        "--model registry:iris needs --registry DIR, the directory of the registry",
        "registry:iris",
        Optional.empty());
  }

  @Test
  void aModelThatIsNotThereIsToldWithThoseThatAre() {
    change(model("wine"), state -> state);
    refused(
        Failure.Kind.DATA,
        directory + ": has no model irs, expected one of iris, wine",
        "registry:irs@3");
    refused(
        Failure.Kind.DATA,
        directory.resolve("wine") + ": has no champion, expected a version that was promoted",
        "registry:wine");
  }

  @Test
  void aRegistryThatIsNoneIsToldAsEmpty() {
    Path none = directory.resolve("none");
    refused(
        Failure.Kind.DATA,
        none
            + ": has no model iris, nor any other; expected the registry that a retraining has"
            + " published to",
        "registry:iris",
        Optional.of(none.toString()));
  }

  @Test
  void theVersionBehindANameIsTold() {
    for (String name : List.of("registry:iris", "registry:iris@2")) {
      ModelReference.Found<String> found =
          new ModelReference(name, Optional.of(directory.toString()))
              .found(new Configuration(), org.apache.hadoop.fs.Path::toString);
      assertEquals(OptionalInt.of(2), found.version());
      assertEquals(path(2), found.content());
    }
    assertEquals(
        OptionalInt.empty(),
        new ModelReference("runs/1/model", Optional.empty())
            .found(new Configuration(), org.apache.hadoop.fs.Path::toString)
            .version());
  }

  @Test
  void aVersionThatWasPrunedIsToldToBeGone() {
    change(iris, state -> state.promoted(3).pruned(1));
    refused(
        Failure.Kind.DATA,
        directory.resolve("iris") + ": there is no version 1 any more, expected one of [2, 3]",
        "registry:iris@1");
    refused(
        Failure.Kind.DATA,
        directory.resolve("iris") + ": there is no version 9, expected one of [2, 3]",
        "registry:iris@9");
  }

  @Test
  void aNumberThatNoVersionHasIsPartOfANameThatNoModelHas() {
    for (String name : List.of("registry:iris@", "registry:iris@0", "registry:iris@x")) {
      Failure refused =
          assertThrows(Failure.class, () -> read(name, Optional.of(directory.toString())), name);
      assertTrue(refused.getMessage().contains(name.substring(9)), refused.getMessage());
    }
  }

  @Test
  void aReaderWhoseChampionIsPrunedMeanwhileReadsTheNextOne() {
    List<String> tried = new ArrayList<>();
    String read =
        new ModelReference("registry:iris", Optional.of(directory.toString()))
            .read(
                new Configuration(),
                path -> {
                  tried.add(path.toString());
                  if (tried.size() == 1) {
                    change(iris, state -> state.promoted(1).promoted(3).pruned(1));
                    throw Failure.data("its manifest is missing");
                  }
                  return path.toString();
                });
    assertEquals(List.of(path(2), path(3)), tried);
    assertEquals(path(3), read);
  }

  private void refused(Failure.Kind kind, String message, String name) {
    refused(kind, message, name, Optional.of(directory.toString()));
  }

  private void refused(Failure.Kind kind, String message, String name, Optional<String> registry) {
    Failure refused = assertThrows(Failure.class, () -> read(name, registry));
    assertEquals(kind, refused.kind());
    assertEquals(message, refused.getMessage());
  }

  private String read(String name) {
    return read(name, Optional.of(directory.toString()));
  }

  private static String read(String name, Optional<String> registry) {
    return new ModelReference(name, registry)
        .read(new Configuration(), org.apache.hadoop.fs.Path::toString);
  }

  private String path(int number) {
    return directory.resolve("iris/versions").resolve(version(number).directory()).toString();
  }

  private RegisteredModel model(String name) {
    return new ModelRegistry(
            new org.apache.hadoop.fs.Path(directory.toString()), new Configuration())
        .model(name);
  }

  private static void change(RegisteredModel model, UnaryOperator<RegistryState> change) {
    model.change("me", head -> new StateChange("changed", "", change.apply(head.state())));
  }

  private static ModelVersion version(int number) {
    return new ModelVersion(
        number, "%06d-ab".formatted(number), "cd", Instant.EPOCH, null, "first");
  }
}
