package io.fallline.configuration;

import io.fallline.core.failure.Failure;
import io.fallline.fuzz.FuzzedFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What stands after {@code --set}. */
public final class SettingFuzz implements FuzzedFormat {
  private final FuzzedFormat files = new ConfigurationFuzz();

  @Override
  public String name() {
    return "setting";
  }

  @Override
  public List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (String setting :
        List.of(
            "training.epochs=5",
            "data.train=hdfs://host:8020/rows",
            "model.layers=[4, 2]",
            "data.options={sep=\";\", a.b=1}",
            "training.classWeights={\"no.way\"=0.5}",
            "name=\"a\"",
            "checkpoint.everyEpochs=null",
            "optimizer.learningRate=+1e-3",
            "data.options.\"a.b\"=x")) {
      seeds.add(FuzzedFormat.utf8(setting));
    }
    return seeds;
  }

  @Override
  public List<String> words() {
    return files.words();
  }

  @Override
  public Set<Failure.Kind> kinds() {
    return Set.of(Failure.Kind.CONFIGURATION, Failure.Kind.COMMAND_LINE);
  }

  @Override
  public void read(byte[] input) {
    ConfigurationFile.parse(
        "fuzz.conf", "data.train = rows.csv", List.of(FuzzedFormat.text(input)));
  }

  @Override
  public long allowance(int length) {
    return files.allowance(length);
  }
}
