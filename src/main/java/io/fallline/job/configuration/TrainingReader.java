package io.fallline.job.configuration;

import com.typesafe.config.ConfigObject;
import io.fallline.job.configuration.TrainingSection.EarlyStopping;
import io.fallline.job.configuration.TrainingSection.Engine;
import io.fallline.job.configuration.TrainingSection.Finish;
import io.fallline.job.configuration.TrainingSection.KernelChoice;
import io.fallline.job.configuration.TrainingSection.LastBatch;
import io.fallline.job.configuration.TrainingSection.OnNonFinite;
import io.fallline.job.configuration.TrainingSection.Stop;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Reads the section {@code training}. */
final class TrainingReader {
  private static final String POSITIVE = "a number above 0, or null";

  private final SectionReader training;
  private final ComponentRegistries parts;

  private TrainingReader(SectionReader training, ComponentRegistries parts) {
    this.training = training;
    this.parts = parts;
  }

  static TrainingSection read(SectionReader training, ComponentRegistries parts) {
    return new TrainingReader(training, parts).read();
  }

  private TrainingSection read() {
    return new TrainingSection(
        batchSize(),
        epochs(),
        training.optionalCount("maxSteps"),
        training.whole("seed", "a whole number", seed -> true),
        training.oneOf("engine", Engine.class),
        training.oneOf("kernels", KernelChoice.class),
        training.oneOf("finish", Finish.class),
        training.oneOf("lastBatch", LastBatch.class),
        training.optionalNumber("clipNorm", POSITIVE, NumberConditions::isPositive),
        training.optionalNumber("clipValue", POSITIVE, NumberConditions::isPositive),
        training.oneOf("onNonFinite", OnNonFinite.class),
        stop(training.section("stop")),
        earlyStopping(training.section("earlyStopping")),
        classWeights());
  }

  private OptionalInt epochs() {
    return training.isAuto("epochs")
        ? OptionalInt.empty()
        : OptionalInt.of(
            (int)
                training.whole(
                    "epochs",
                    "a whole number of 0 or more, or auto",
                    n -> n >= 0 && n <= Integer.MAX_VALUE));
  }

  private BatchSize batchSize() {
    if (HoconScalars.text(training.value("batchSize")).filter("full"::equals).isPresent()) {
      return BatchSize.FULL;
    }
    return BatchSize.of(
        (int)
            training.whole(
                "batchSize",
                "a whole number of 1 or more, or full",
                n -> n >= 1 && n <= Integer.MAX_VALUE));
  }

  private static Stop stop(SectionReader stop) {
    return new Stop(
        stop.optionalNumber(
            "gradientNorm", "a number of 0 or more, or null", NumberConditions::isNotNegative),
        stop.optionalNumber("loss", "a number, or null", Double::isFinite),
        stop.optionalNumber("minutes", POSITIVE, NumberConditions::isPositive));
  }

  private EarlyStopping earlyStopping(SectionReader early) {
    return new EarlyStopping(
        watched(early),
        early.count("patience", 1),
        early.number("minDelta", "a number of 0 or more", NumberConditions::isNotNegative),
        early.flag("restoreBest"));
  }

  /**
   * A setting of early stopping, its patience say, asks for early stopping: it watches the
   * validation loss then.
   */
  private Optional<String> watched(SectionReader early) {
    boolean implied = !early.isSet("metric") && early.keys().stream().anyMatch(early::isSet);
    return implied ? Optional.of(WatchedMetric.LOSS) : WatchedMetric.metric(early, parts);
  }

  private ClassWeights classWeights() {
    if (training.isNull("classWeights")) {
      return ClassWeights.NONE;
    }
    if (training.value("classWeights") instanceof ConfigObject) {
      SectionReader classes = training.section("classWeights");
      Map<String, Double> byClass = new TreeMap<>();
      for (String label : classes.keys()) {
        byClass.put(
            label, classes.number(label, "a weight of 0 or more", NumberConditions::isNotNegative));
      }
      return new ClassWeights(false, byClass);
    }
    if (HoconScalars.text(training.value("classWeights")).filter("balanced"::equals).isPresent()) {
      return ClassWeights.BALANCED;
    }
    throw training.refused("classWeights", "balanced, weights such as {yes = 2, no = 1}, or null");
  }
}
