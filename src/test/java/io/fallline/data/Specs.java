package io.fallline.data;

import io.fallline.LocalSpark;
import io.fallline.core.loss.LabelKind;
import io.fallline.job.configuration.MissingValues;
import io.fallline.job.configuration.RowOrder;
import io.fallline.job.configuration.Scaling;
import io.fallline.job.configuration.ShardStorageLevel;
import java.util.List;
import java.util.Map;

/** A {@link DataSpec} with the defaults of a configuration, to be changed bit by bit. */
final class Specs {
  String format = "csv";
  List<String> train = List.of();
  HeldOut validation = HeldOut.NONE;
  HeldOut test = HeldOut.NONE;
  String splitBy;
  long splitSeed;
  String label = "label";
  String weight;
  String offset;
  List<String> features = List.of();
  List<String> ignore = List.of();
  List<String> categorical = List.of();
  List<String> hashed = List.of();
  int hashBits = 20;
  Map<String, String> options = Map.of();
  MissingValues missing = MissingValues.ERROR;
  Scaling scaling = Scaling.STANDARD;
  RowOrder order = RowOrder.CANONICAL;
  int shards;
  ShardStorageLevel storage = ShardStorageLevel.MEMORY_AND_DISK;
  LabelKind labels = LabelKind.NUMBER;
  boolean intercept = true;
  TimeWindow window;
  Encoding known;

  static Specs of(String format, String... train) {
    Specs specs = new Specs();
    specs.format = format;
    specs.train = List.of(train);
    return specs;
  }

  DataSpec spec() {
    return new DataSpec(
        format,
        train,
        validation,
        test,
        splitBy,
        splitSeed,
        label,
        weight,
        offset,
        features,
        ignore,
        categorical,
        hashed,
        hashBits,
        options,
        missing,
        scaling,
        order,
        shards,
        storage,
        labels,
        intercept,
        window,
        null,
        known == null ? null : new DataSpec.Known(known, "another setting"));
  }

  TrainingData load() {
    return TrainingData.load(LocalSpark.session(), spec());
  }
}
