package io.fallline.data;

import io.fallline.configuration.ConfigurationFile;
import io.fallline.configuration.DataSection.MissingValues;
import io.fallline.configuration.DataSection.RowOrder;
import io.fallline.configuration.DataSection.Scaling;
import io.fallline.configuration.DataSection.ShardStorageLevel;
import io.fallline.configuration.HeldOut;
import io.fallline.configuration.hocon.HoconWriter;
import io.fallline.core.loss.LabelKind;
import io.fallline.data.loading.TrainingData;
import io.fallline.model.Encoding;
import io.fallline.testing.LocalSpark;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A {@link DataSpec} with the defaults of a configuration, to be changed bit by bit. */
public final class Specs {
  private static final Map<LabelKind, String> LOSSES =
      Map.of(
          LabelKind.NUMBER, "mse",
          LabelKind.COUNT, "poisson",
          LabelKind.BINARY, "logistic",
          LabelKind.CLASS, "softmax");

  public String format = "csv";
  public List<String> train = List.of();
  public HeldOut validation = HeldOut.NONE;
  public HeldOut test = HeldOut.NONE;
  public String splitBy;
  public long splitSeed;
  public String label = "label";
  public String weight;
  public String offset;
  public List<String> features = List.of();
  public List<String> ignore = List.of();
  public List<String> categorical = List.of();
  public List<String> hashed = List.of();
  public int hashBits = 20;
  public Map<String, String> options = Map.of();
  public MissingValues missing = MissingValues.ERROR;
  public Scaling scaling = Scaling.STANDARD;
  public RowOrder order = RowOrder.CANONICAL;
  public int shards;
  public ShardStorageLevel storage = ShardStorageLevel.MEMORY_AND_DISK;
  public LabelKind labels = LabelKind.NUMBER;
  public boolean intercept = true;
  TimeWindow window;
  public Encoding known;

  public static Specs of(String format, String... train) {
    Specs specs = new Specs();
    specs.format = format;
    specs.train = List.of(train);
    return specs;
  }

  public DataSpec spec() {
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
    settings.put("data.missing", HoconWriter.word(missing));
    settings.put("data.scaling", HoconWriter.word(scaling));
    settings.put("data.order", HoconWriter.word(order));
    settings.put("data.shards", shards == 0 ? "auto" : shards);
    settings.put("data.storage", HoconWriter.word(storage));
    settings.put("model.intercept", intercept);
    settings.put("model.loss", LOSSES.get(labels));
    DataSpec spec = DataSpec.of(ConfigurationFile.of("specs", settings)).within(window);
    return spec.knowing(known == null ? null : new DataSpec.Known(known, "another setting"));
  }

  private static Object heldOut(HeldOut rows) {
    return rows instanceof HeldOut.Paths own ? own.paths() : (Object) rows.certainShare();
  }

  public TrainingData load() {
    return TrainingData.load(LocalSpark.session(), spec());
  }
}
