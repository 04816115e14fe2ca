package io.fallline.data;

import io.fallline.LocalSpark;
import io.fallline.configuration.ConfigurationFile;
import io.fallline.configuration.EnumSpelling;
import io.fallline.configuration.HeldOut;
import io.fallline.configuration.MissingValues;
import io.fallline.configuration.DataSection.RowOrder;
import io.fallline.configuration.Scaling;
import io.fallline.configuration.DataSection.ShardStorageLevel;
import io.fallline.core.loss.LabelKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A {@link DataSpec} with the defaults of a configuration, to be changed bit by bit. */
final class Specs {
  private static final Map<LabelKind, String> LOSSES =
      Map.of(
          LabelKind.NUMBER, "mse",
          LabelKind.COUNT, "poisson",
          LabelKind.BINARY, "logistic",
          LabelKind.CLASS, "softmax");

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
    Map<String, Object> settings = new HashMap<>();
    settings.put("data.format", format);
    settings.put("data.train", train);
    settings.put("data.validation", heldOut(validation));
    settings.put("data.test", heldOut(test));
    settings.put("data.splitBy", splitBy);
    settings.put("data.splitSeed", splitSeed);
    settings.put("data.label", label);
    settings.put("data.weight", weight);
    settings.put("data.offset", offset);
    settings.put("data.features", features);
    settings.put("data.ignore", ignore);
    settings.put("data.categorical", categorical);
    settings.put("data.hashed", hashed);
    settings.put("data.hashBits", hashBits);
    options.forEach((name, value) -> settings.put("data.options.\"" + name + "\"", value));
    settings.put("data.missing", EnumSpelling.of(missing));
    settings.put("data.scaling", EnumSpelling.of(scaling));
    settings.put("data.order", EnumSpelling.of(order));
    settings.put("data.shards", shards == 0 ? "auto" : shards);
    settings.put("data.storage", EnumSpelling.of(storage));
    settings.put("model.intercept", intercept);
    settings.put("model.loss", LOSSES.get(labels));
    DataSpec spec = DataSpec.of(ConfigurationFile.of("specs", settings)).within(window);
    return spec.knowing(known == null ? null : new DataSpec.Known(known, "another setting"));
  }

  private static Object heldOut(HeldOut rows) {
    return rows instanceof HeldOut.Paths own ? own.paths() : (Object) rows.certainShare();
  }

  TrainingData load() {
    return TrainingData.load(LocalSpark.session(), spec());
  }
}
