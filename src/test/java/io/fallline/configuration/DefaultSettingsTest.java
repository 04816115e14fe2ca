package io.fallline.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.core.training.NonFinitePolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DefaultSettingsTest {
  private final JobConfiguration job = Loaded.from(Loaded.TRAIN);

  @Test
  void theJobIsARunUnderRuns() {
    assertEquals("run", job.name());
    assertEquals(new OutputSection("runs", OutputSection.Mlflow.NONE), job.output());
  }

  @Test
  void dataIsCsvStandardisedInCanonicalOrderWithATenthOfManyRowsHeldOut() {
    HeldOut none = HeldOut.NONE;
    assertEquals(
        new DataSection(
            "csv",
            List.of("rows.csv"),
            HeldOut.AUTO,
            none,
            Optional.empty(),
            0,
            "label",
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            20,
            Map.of(),
            67_108_864,
            MissingValues.ERROR,
            Scaling.AUTO,
            DataSection.LabelScaling.AUTO,
            RowOrder.CANONICAL,
            OptionalInt.empty(),
            ShardStorageLevel.MEMORY_AND_DISK),
        job.data());
  }

  @Test
  void theModelIsLinearRegression() {
    assertEquals(
        new ModelSection(
            List.of(),
            List.of(),
            "mse",
            Map.of(),
            0,
            true,
            ModelSection.Initialize.AUTO,
            Optional.empty()),
        job.model());
  }

  @Test
  void hiddenLayersAreRelu() {
    ModelSection model = Loaded.from(Loaded.TRAIN + "model.layers = [8, 4]").model();
    assertEquals(List.of(8, 4), model.layers());
    assertEquals(List.of("relu", "relu"), model.activations());
  }

  @Test
  void theLossesHaveTheirSettings() {
    assertEquals(
        Map.of("delta", 1.0), Loaded.from(Loaded.TRAIN, "model.loss=huber").model().lossSettings());
    assertEquals(
        Map.of("tau", 0.5),
        Loaded.from(Loaded.TRAIN, "model.loss=quantile").model().lossSettings());
  }

  @Test
  void theRuleIsAdamAtARateThatIsFound() {
    assertEquals(
        new OptimizerSection(
            "adam", OptionalDouble.empty(), Map.of("beta1", 0.9, "beta2", 0.999, "epsilon", 1e-8)),
        job.optimizer());
  }

  @Test
  void theRateIsConstantWithoutWarmUp() {
    assertEquals(new ScheduleSection("constant", 0, Optional.empty(), Map.of()), job.schedule());
  }

  @Test
  void theSchedulesHaveTheirSettings() {
    assertEquals(Map.of("factor", 0.1, "everyEpochs", 10.0), schedule("step"));
    assertEquals(Map.of("gamma", 0.95), schedule("exponential"));
    assertEquals(Map.of("decay", 0.001), schedule("inverseTime"));
    assertEquals(Map.of(), schedule("inverseSqrt"));
    assertEquals(Map.of("power", 1.0, "endRate", 0.0), schedule("polynomial"));
    assertEquals(Map.of("endRate", 0.0), schedule("cosine"));
    assertEquals(Map.of("divide", 25.0, "peak", 0.3, "endRate", 0.0), schedule("oneCycle"));
    assertEquals(Map.of("factor", 0.1, "patience", 3.0), schedule("plateau"));
  }

  @Test
  void nothingIsPenalised() {
    assertEquals(new RegularizationSection(0, 0), job.regularization());
  }

  @Test
  void epochsOfBatchesOf256UntilTheLossHasSettled() {
    TrainingSection.Stop noLimits =
        new TrainingSection.Stop(
            OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
    assertEquals(
        new TrainingSection(
            BatchSize.of(256),
            OptionalInt.empty(),
            OptionalLong.empty(),
            42,
            TrainingSection.Engine.AUTO,
            TrainingSection.KernelChoice.AUTO,
            TrainingSection.Finish.AUTO,
            TrainingSection.LastBatch.KEEP,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            NonFinitePolicy.FAIL,
            noLimits,
            new TrainingSection.EarlyStopping(Optional.empty(), 5, 0, true),
            ClassWeights.NONE),
        job.training());
  }

  @Test
  void thereAreNoCheckpointsAndNoRegistry() {
    assertEquals(
        new CheckpointSection(
            Optional.empty(),
            OptionalInt.of(1),
            OptionalLong.empty(),
            3,
            CheckpointSection.Resume.AUTO),
        job.checkpoint());
    assertEquals(
        new RetrainSection(
            Optional.empty(),
            Optional.empty(),
            true,
            false,
            RetrainSection.NewData.ALL,
            new RetrainSection.Window(Optional.empty(), OptionalDouble.empty()),
            new RetrainSection.Gate(
                Optional.empty(), RetrainSection.GateData.TEST, 0, OptionalDouble.empty()),
            10,
            Optional.empty(),
            60),
        job.retrain());
  }

  private static Map<String, Object> schedule(String type) {
    return Loaded.from(Loaded.TRAIN, "schedule.type=" + type, "data.validation=0.2")
        .schedule()
        .settings();
  }
}
