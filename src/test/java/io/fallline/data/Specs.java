package io.fallline.data;

import io.fallline.LocalSpark;
import io.fallline.configuration.DataSection;
import io.fallline.configuration.HeldOut;
import io.fallline.configuration.MissingValues;
import io.fallline.configuration.RowOrder;
import io.fallline.configuration.Scaling;
import io.fallline.configuration.ShardStorageLevel;
import io.fallline.core.loss.LabelKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A {@link DataSpec} with the defaults of a configuration, to be changed bit by bit. */
final class Specs {
  private static final long LINE_BYTES = 1 << 26;

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
    DataSection section =
        new DataSection(
            format,
            train,
            validation,
            test,
            Optional.ofNullable(splitBy),
            splitSeed,
            label,
            Optional.ofNullable(weight),
            Optional.ofNullable(offset),
            features,
            ignore,
            categorical,
            hashed,
            hashBits,
            options,
            LINE_BYTES,
            missing,
            scaling,
            DataSection.LabelScaling.AUTO,
            order,
            shards == 0 ? OptionalInt.empty() : OptionalInt.of(shards),
            storage);
    return new DataSpec(
        section,
        train,
        validation,
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
