package io.fallline.job.scoring;

import io.fallline.core.failure.Failure;
import io.fallline.core.network.ParameterLayout;
import io.fallline.fuzz.FuzzedFormat;
import io.fallline.fuzz.Scratch;
import io.fallline.store.SignedManifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** Model directories whose manifest, though rightly signed, says anything. */
public final class ModelFuzz implements FuzzedFormat {
  public static final String MANIFEST = "manifest.json";

  private final Configuration hadoop = new Configuration();
  private final Scratch scratch = new Scratch("model");
  private final Path directory = scratch.path().resolve("model");
  private final byte[] seed;

  public ModelFuzz() {
    SampleModel.write(directory);
    seed = SampleModel.file(directory, MANIFEST);
  }

  @Override
  public String name() {
    return "model";
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(FuzzedFormat.utf8(SignedManifest.lines(FuzzedFormat.text(seed))));
  }

  @Override
  public List<String> words() {
    return List.of(
        "\"inputs\" : 9",
        "\"hidden\"",
        "\"activations\"",
        "\"tanh\"",
        "\"softmax\"",
        "\"logistic\"",
        "\"classes\"",
        "\"lossSettings\"",
        "{ }",
        "\"delta\" : 1.0",
        "\"delta\" : null",
        "\"dropout\" : 0.0",
        "\"intercept\"",
        "\"columns\"",
        "\"kind\"",
        "\"width\" : 1",
        "\"NUMBER\"",
        "\"VECTOR\"",
        "\"CATEGORICAL\"",
        "\"HASHED\"",
        "\"hashBits\" : 2",
        "\"hashBits\" : 30",
        "\"sparse\"",
        "\"names\"",
        "\"categories\"",
        "2147483647",
        "100000",
        "1",
        "3",
        "[ 2 ]",
        "null",
        "\"CLASS\"",
        "\"BINARY\"",
        "\"NUMBER\"",
        "\"numeric\"",
        "[ ]",
        "\"model\"",
        "\"schema\"",
        "\"source\"",
        "\"options\"",
        "\"kernels\"",
        "\"MEAN\"",
        "\"ERROR\"");
  }

  @Override
  public Set<Failure.Kind> kinds() {
    return Set.of(Failure.Kind.DATA);
  }

  @Override
  public void read(byte[] input) {
    scratch.write("model/" + MANIFEST, SignedManifest.of(input));
    read(directory, hadoop);
  }

  /** Reads a model so far that what remains is arithmetic. */
  public static void read(Path directory, Configuration hadoop) {
    TrainedModel model =
        TrainedModel.read(new org.apache.hadoop.fs.Path(directory.toString()), hadoop);
    ParameterLayout.float32(model.parameters());
    if (model.encoding().inputs() != model.network().inputs()) {
      throw new IllegalStateException("let through: rows that do not fit the network");
    }
    if (model.network().createLoss().outputs(model.encoding().classCount())
        != model.network().outputs()) {
      throw new IllegalStateException("let through: classes that do not fit the network");
    }
  }
}
