package io.fallline.model;

import io.fallline.core.failure.Failure;
import io.fallline.fuzz.FuzzedFormat;
import io.fallline.fuzz.Scratch;
import io.fallline.job.scoring.ModelFuzz;
import io.fallline.job.scoring.SampleModel;
import io.fallline.store.SignedManifest;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** Model directories with any tensors, and a manifest that agrees with them. */
public final class NamedTensorFuzz implements FuzzedFormat {
  private static final String TENSORS = "model.safetensors";

  private final Configuration hadoop = new Configuration();
  private final Scratch scratch = new Scratch("tensors");
  private final Path directory = scratch.path().resolve("model");
  private final byte[] seed;
  private final String manifest;

  public NamedTensorFuzz() {
    SampleModel.write(directory);
    seed = SampleModel.file(directory, TENSORS);
    manifest =
        SignedManifest.lines(FuzzedFormat.text(SampleModel.file(directory, ModelFuzz.MANIFEST)));
  }

  @Override
  public String name() {
    return "model-tensors";
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(seed);
  }

  @Override
  public List<String> words() {
    return List.of(
        "layers.0.weight",
        "layers.0.bias",
        "layers.1.weight",
        "layers.1.bias",
        "[2,9]",
        "[2]",
        "[3,2]",
        "[3]",
        "[9,2]",
        "\"shape\"",
        "[0,144]",
        "__metadata__");
  }

  @Override
  public Set<Failure.Kind> kinds() {
    return Set.of(Failure.Kind.DATA);
  }

  @Override
  public void read(byte[] input) throws NoSuchAlgorithmException {
    scratch.write("model/" + TENSORS, input);
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(input));
    String file = "\"" + TENSORS + "\" : {\n      \"sha256\" : \"";
    int at = manifest.indexOf(file) + file.length();
    String rest =
        manifest.substring(at + 64).replaceFirst("\"bytes\" : \\d+", "\"bytes\" : " + input.length);
    scratch.write(
        "model/" + ModelFuzz.MANIFEST,
        SignedManifest.of(FuzzedFormat.utf8(manifest.substring(0, at) + sha256 + rest)));
    ModelFuzz.read(directory, hadoop);
  }
}
