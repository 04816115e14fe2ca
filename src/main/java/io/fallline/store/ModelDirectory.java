package io.fallline.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.failure.Failure;
import io.fallline.model.ModelContent;
import io.fallline.model.NamedTensor;
import io.fallline.model.Safetensors;
import io.fallline.model.VerifiedDirectory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A trained model in files: {@code model.safetensors} with the parameters, {@code
 * scaling.safetensors} where features are scaled, and {@code manifest.json} with all else that it
 * takes to use and to repeat the model.
 */
public final class ModelDirectory {
  private ModelDirectory() {}

  /**
   * Writes a model that is whole or absent, and with it more files, by name, which readers of the
   * model only verify.
   *
   * @param scaling no file is written where there is none
   * @param tensors files of tensors
   * @param texts small files
   * @param sections of the manifest; numbers that are not finite become null
   * @throws Failure (files) if the path exists, which is left alone, or the file system says no;
   *     (training) if a parameter is not finite
   */
  public static void write(
      Path path,
      Configuration configuration,
      List<NamedTensor> parameters,
      List<NamedTensor> scaling,
      Map<String, List<NamedTensor>> tensors,
      Map<String, byte[]> texts,
      ObjectNode sections) {
    Map<String, WholeFile.Content> files = new LinkedHashMap<>();
    files.put(ModelContent.PARAMETERS, tensors(parameters));
    if (!scaling.isEmpty()) {
      files.put(ModelContent.SCALING, tensors(scaling));
    }
    tensors.forEach((name, more) -> files.put(name, tensors(more)));
    texts.forEach((name, bytes) -> files.put(name, out -> out.write(bytes)));
    Publication.publish(path, configuration, files, sections);
  }

  private static WholeFile.Content tensors(List<NamedTensor> tensors) {
    return out -> Safetensors.write(out, tensors);
  }

  /**
   * The bytes of one of a model's files; empty where its writer gave none of this name.
   *
   * @throws Failure (data) if it is not as it was written; (files) if the file system says no
   */
  public static Optional<byte[]> file(Path path, Configuration configuration, String name) {
    VerifiedDirectory directory =
        VerifiedDirectory.open(FileLocation.of(path, configuration), "a model directory");
    return directory.files().contains(name)
        ? Optional.of(directory.read(name, (in, length, file) -> in.readAllBytes()))
        : Optional.empty();
  }

  /** The tensors of one of a model's files; none where its writer gave none of this name. */
  public static List<NamedTensor> tensors(Path path, Configuration configuration, String name) {
    VerifiedDirectory directory =
        VerifiedDirectory.open(FileLocation.of(path, configuration), "a model directory");
    return directory.files().contains(name) ? directory.read(name, Safetensors::read) : List.of();
  }

  /**
   * Reads a model and verifies all of it.
   *
   * @throws Failure (data) if anything is missing or not as it was written; (files) if the file
   *     system says no
   */
  public static ModelContent read(Path path, Configuration configuration) {
    return ModelContent.read(FileLocation.of(path, configuration));
  }
}
