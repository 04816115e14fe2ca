package io.fallline.job.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.configuration.ConfigurationFile;
import io.fallline.configuration.JobConfiguration;
import io.fallline.core.failure.Failure;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.ParameterLayout;
import io.fallline.core.training.ShardSizes;
import io.fallline.core.training.TrainingOptions;
import io.fallline.core.training.TrainingState;
import io.fallline.core.training.TrainingStateSnapshot;
import io.fallline.fuzz.FuzzedFormat;
import io.fallline.fuzz.Scratch;
import io.fallline.job.scoring.ModelFuzz;
import io.fallline.job.scoring.SampleModel;
import io.fallline.model.NamedTensor;
import io.fallline.store.Checkpoint;
import io.fallline.store.CheckpointStore;
import io.fallline.store.SignedManifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** Checkpoints whose manifest, though rightly signed, says anything. */
public final class CheckpointFuzz implements FuzzedFormat {
  private static final String NAME = "step-000000000000";

  private final Configuration hadoop = new Configuration();
  private final Scratch scratch = new Scratch("checkpoints");
  private final org.apache.hadoop.fs.Path directory =
      new org.apache.hadoop.fs.Path(scratch.path().toString());
  private final JobConfiguration job =
      ConfigurationFile.parse("job.conf", "data.train = rows.csv", List.of());
  private final ObjectNode fingerprint = TrainingFingerprint.of(job, "0".repeat(64), 1, "java");
  private final ParameterLayout layout =
      ParameterLayout.of(new NetworkSpec(2, List.of(), List.of(), "mse", Map.of(), 0, true, 0));
  private final TrainingOptions options =
      TrainingOptionsFactory.options(
          job,
          TrainingOptionsFactory.plan(job.training(), ShardSizes.auto(100)),
          layout.ranges(),
          false,
          null,
          100,
          () -> false,
          () -> false);
  private final byte[] seed;

  public CheckpointFuzz() {
    TrainingStateSnapshot state =
        TrainingStateSnapshot.of(
            TrainingState.start(new double[layout.size()], options.optimizer()));
    ObjectNode sections = fingerprint.deepCopy();
    sections.put(Resumption.STOP_REASON, "epochs");
    ObjectNode numbers = sections.putObject(Resumption.STATE);
    state.numbers().forEach(numbers::put);
    CheckpointStore.open(directory, hadoop)
        .write(
            new Checkpoint(
                0,
                NamedTensor.of(layout, state.parameters()),
                state.vectors().entrySet().stream()
                    .map(vector -> NamedTensor.vector(vector.getKey(), vector.getValue()))
                    .toList(),
                FuzzedFormat.utf8("{\"step\":0}\n"),
                sections),
            1);
    seed = SampleModel.file(Path.of(scratch.path().toString(), NAME), ModelFuzz.MANIFEST);
  }

  @Override
  public String name() {
    return "checkpoint";
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(FuzzedFormat.utf8(SignedManifest.lines(FuzzedFormat.text(seed))));
  }

  @Override
  public List<String> words() {
    return List.of(
        "\"state\"",
        "\"step\" : 0.0",
        "\"skips\"",
        "\"rollbacks\"",
        "\"optimizerStep\"",
        "\"earlyStopping.best\"",
        "\"earlyStopping.epochsWithoutGain\"",
        "\"epochStart.step\" : 1",
        "\"rate.x\" : 1",
        "1e300",
        "9007199254740993",
        "-1.0",
        "0.5",
        "\"NaN\"",
        "null",
        "{ }",
        "[ ]",
        "\"configuration\"",
        "\"dataSha256\"",
        "\"kernels\"",
        "\"shards\"",
        "\"stopReason\"",
        "\"files\"",
        "state.safetensors",
        "history.jsonl",
        "model.safetensors");
  }

  /** A configuration that differs is refused too. */
  @Override
  public Set<Failure.Kind> kinds() {
    return Set.of(Failure.Kind.DATA, Failure.Kind.CONFIGURATION);
  }

  @Override
  public void read(byte[] input) {
    scratch.write(NAME + "/" + ModelFuzz.MANIFEST, SignedManifest.of(input));
    CheckpointStore store = CheckpointStore.open(directory, hadoop);
    Resumption.find(store, job, warning -> {}).orElseThrow().state(fingerprint, layout, options);
  }
}
