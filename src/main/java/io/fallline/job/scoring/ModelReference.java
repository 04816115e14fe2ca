package io.fallline.job.scoring;

import io.fallline.core.failure.Failure;
import io.fallline.registry.ModelRegistry;
import io.fallline.registry.RegisteredModel;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A model as a command names it: a directory, {@code registry:NAME}, the champion, or {@code
 * registry:NAME@7}, a version.
 *
 * @param name as it was given
 * @param registry its directory; needed for a model of a registry only
 */
public record ModelReference(String name, Optional<String> registry) {
  private static final String PREFIX = "registry:";
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");

  /**
   * Reads the model, whole.
   *
   * @param reading makes something of a model directory
   * @throws Failure (command line) if the registry is not named; (data) if there is no such model;
   *     whatever the reading throws
   */
  <T> T read(Configuration hadoop, Function<Path, T> reading) {
    return found(hadoop, reading).content();
  }

  /**
   * What a reading came to.
   *
   * @param version of the registry's model; empty of a directory
   */
  record Found<T>(T content, OptionalInt version) {}

  /** The same, with the version that it was. */
  <T> Found<T> found(Configuration hadoop, Function<Path, T> reading) {
    if (!name.startsWith(PREFIX)) {
      return new Found<>(reading.apply(new Path(name)), OptionalInt.empty());
    }
    String wanted = name.substring(PREFIX.length());
    if (wanted.isEmpty()) {
      throw Failure.commandLine(
          "--model " + name + " names no model, expected registry:NAME or registry:NAME@7");
    }
    int at = wanted.indexOf('@');
    int number = at < 0 ? 0 : version(wanted.substring(at + 1));
    RegisteredModel model =
        new ModelRegistry(directory(), hadoop).existing(at < 0 ? wanted : wanted.substring(0, at));
    return model
        .log()
        .read(
            number,
            version ->
                new Found<>(reading.apply(model.path(version)), OptionalInt.of(version.number())));
  }

  private int version(String text) {
    if (!VERSION.matcher(text).matches()) {
      throw Failure.commandLine(
          "--model %s: the version is \"%s\", expected a whole number from 1, as in registry:NAME@7",
          name, text);
    }
    return Integer.parseInt(text);
  }

  private Path directory() {
    return new Path(
        registry.orElseThrow(
            () ->
                Failure.commandLine(
                    "--model " + name + " needs --registry DIR, the directory of the registry")));
  }
}
