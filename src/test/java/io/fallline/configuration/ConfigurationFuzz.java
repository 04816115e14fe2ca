package io.fallline.configuration;

import io.fallline.core.failure.Failure;
import io.fallline.fuzz.FuzzedFormat;
import io.fallline.fuzz.Scratch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Configuration files. */
public final class ConfigurationFuzz implements FuzzedFormat {
  private final Scratch scratch = new Scratch("configuration");
  private final List<String> words = new ArrayList<>();

  public ConfigurationFuzz() {
    scratch.write("base.conf", FuzzedFormat.utf8("training.epochs = 3\n"));
    scratch.write("loop.conf", FuzzedFormat.utf8("include \"loop.conf\"\nname = x\n"));
    scratch.write("twice.conf", FuzzedFormat.utf8("include \"twice.conf\"\ninclude \"twice\"\n"));
    words.addAll(
        List.of(
            "include \"base.conf\"",
            "include \"loop\"",
            "include \"twice.conf\"",
            "include required(file(\"base.conf\"))",
            "include url(\"file:///dev/zero\")",
            "include file(\"/dev/zero\")",
            "include classpath(\"a\")",
            "${",
            "}",
            "${?",
            "+=",
            "\"\"\"",
            "${data.train}",
            "${?PATH}",
            "${name}",
            "[",
            "]",
            "{",
            "//",
            "#",
            "=",
            ":",
            ","));
    Arrays.stream(KeyDefaults.text().split("[^A-Za-z0-9-]+")).distinct().forEach(words::add);
  }

  @Override
  public String name() {
    return "configuration";
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        FuzzedFormat.utf8(KeyDefaults.text()),
        FuzzedFormat.utf8("data.train = rows.csv\n"),
        FuzzedFormat.utf8(
            """
            include "base.conf"
            a-path = "s3a://bucket"
            name = "x", data { train = [a.csv, "b c.csv"], options { sep = ";", a.b = ${name} } }
            model { layers = [4, 2], activation = [tanh, gelu], loss = logistic } // comment
            optimizer = { rule : adam, beta1 = 0.5 }, optimizer.learningRate = 1e-3 # comment
            training { classWeights { "no.way" = 0.5, yes = 2 }, batchSize = full, seed = ${?NONE} }
            training.epochs = 5
            data.ignore = [x], data.ignore += y, data.label = \"""a "label\"""
            """),
        FuzzedFormat.utf8(
            """
            {"name": "json", "data": {"train": ["rows.parquet"], "format": "parquet", "test": 0.25},
             "schedule": {"type": "cosine", "warmupSteps": 10}, "training": {"epochs": 2.0}}
            """));
  }

  @Override
  public List<String> words() {
    return words;
  }

  @Override
  public Set<Failure.Kind> kinds() {
    return Set.of(Failure.Kind.CONFIGURATION);
  }

  @Override
  public void read(byte[] input) {
    JobConfiguration job = ConfigurationFile.load(scratch.write("fuzz.conf", input), List.of());
    ConfigurationFile.parse("resolved.conf", job.toHocon(), List.of());
  }

  @Override
  public long allowance(int length) {
    return (64L << 20) + 4000L * length;
  }
}
