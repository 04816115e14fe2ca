package io.fallline.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.failure.Failure;
import java.nio.file.Path;
import java.util.List;

/**
 * The content of a model directory, read where there is neither Spark nor Hadoop.
 *
 * @param manifest format version, list of files, and the sections that the writer gave
 * @param parameters in the order of the file
 * @param scaling empty where features are taken as they are
 */
public record ModelContent(
    ObjectNode manifest, List<NamedTensor> parameters, List<NamedTensor> scaling) {
  public static final String PARAMETERS = "model.safetensors";
  public static final String SCALING = "scaling.safetensors";

  private static final String WHAT =
      "a model directory (" + PARAMETERS + ", " + DirectoryManifest.NAME + ")";

  /**
   * Reads a model on this machine and verifies all of it.
   *
   * @throws Failure (data) if anything is missing or not as it was written; (files) if the file
   *     system says no
   */
  public static ModelContent read(Path directory) {
    return read(new DirectoryFiles.Local(directory));
  }

  public static ModelContent read(DirectoryFiles files) {
    VerifiedDirectory directory = VerifiedDirectory.open(files, WHAT);
    List<NamedTensor> parameters = tensors(directory, PARAMETERS);
    List<NamedTensor> scaling =
        directory.files().contains(SCALING) ? tensors(directory, SCALING) : List.of();
    directory.files().stream()
        .filter(name -> !name.equals(PARAMETERS) && !name.equals(SCALING))
        .forEach(directory::verify);
    return new ModelContent(directory.manifest(), parameters, scaling);
  }

  private static List<NamedTensor> tensors(VerifiedDirectory directory, String name) {
    return directory.read(name, Safetensors::read);
  }
}
