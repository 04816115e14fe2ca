package io.fallline.retrain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.registry.ModelRegistry;
import io.fallline.registry.ModelVersion;
import io.fallline.registry.RegisteredModel;
import io.fallline.registry.RegistryState;
import io.fallline.store.Subdirectories;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;

/** A registry of one model, as tests look at it. */
record RegistryAt(String directory, String name, Configuration hadoop) {

  /** Where it is on this machine. */
  Optional<java.nio.file.Path> disk() {
    URI uri = URI.create(directory);
    return uri.getScheme() == null || uri.getScheme().equals("failing")
        ? Optional.of(java.nio.file.Path.of(uri.getPath()))
        : Optional.empty();
  }

  RegisteredModel model() {
    return new ModelRegistry(new Path(directory), hadoop).model(name);
  }

  RegistryState state() {
    return model().state();
  }

  ModelVersion champion() {
    return state().champion().orElseThrow();
  }

  /**
   * @param version 0: none
   */
  RegistryInspection models(int version) {
    return new RegistryInspection(
        hadoop,
        new ModelsRequest(
            directory,
            Optional.empty(),
            version == 0 ? OptionalInt.empty() : OptionalInt.of(version)));
  }

  void requireWhole(String when) {
    RegistryInspection.Found found = models(0).verify();
    assertEquals(List.of(), found.problems(), () -> when + ": " + found.result().text());
  }

  /** What a next night begins with. */
  void tidyUp() {
    RegisteredModel model = model();
    HeldLease lease = HeldLease.take(model, "the next night", Duration.ZERO);
    model.removeLitter(lease.taken());
    lease.close();
  }

  /** Nothing is there but what the newest entry names. */
  void requireTidy(String when) throws IOException {
    assertEquals(
        state().versions().stream().map(ModelVersion::directory).sorted().toList(),
        Subdirectories.names(model().versions(), hadoop).stream().sorted().toList(),
        when);
    Path log = new Path(directory + "/" + name + "/log");
    assertEquals(
        List.of(),
        Arrays.stream(files().listStatus(log))
            .map(entry -> entry.getPath().getName())
            .filter(file -> file.startsWith("."))
            .toList(),
        when);
  }

  RegistryAt copiedTo(String other) throws IOException {
    assertTrue(
        FileUtil.copy(files(), new Path(directory), files(), new Path(other), false, hadoop));
    return new RegistryAt(other, name, hadoop);
  }

  void remove() throws IOException {
    files().delete(new Path(directory), true);
  }

  private FileSystem files() throws IOException {
    return new Path(directory).getFileSystem(hadoop);
  }
}
