package io.fallline.job.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.configuration.ConfigurationFile;
import io.fallline.configuration.JobConfiguration;
import io.fallline.core.failure.Failure;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.training.BatchPlan;
import io.fallline.core.training.ShardSizes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the driver is said to need, beside what it holds. */
class DriverMemoryCheckTest {
  private static final int INPUTS = 400;

  private static JobConfiguration job(Map<String, Object> settings) {
    Map<String, Object> all =
        new HashMap<>(
            Map.of("name", "t", "data.train", List.of("rows.csv"), "data.label", "label"));
    all.putAll(settings);
    return ConfigurationFile.of("test", all);
  }

  private static DriverMemoryCheck memory(
      Map<String, Object> settings, int parallelism, boolean inProcess) {
    JobConfiguration job = job(settings);
    NetworkSpec network = NetworkSpecs.spec(job.model(), INPUTS, 0);
    BatchPlan plan = TrainingOptionsFactory.plan(job.training(), new ShardSizes(8000, 8));
    return DriverMemoryCheck.of(job, network, plan, parallelism, inProcess);
  }

  private static final Map<String, Object> NAMED =
      Map.of("optimizer.learningRate", 0.01, "training.epochs", 3);

  @Test
  void aTrainingHoldsParametersSlotsGradientAndTheBest() {
    DriverMemoryCheck memory = memory(NAMED, 1, true);
    long parameters = INPUTS + 1;
    long state = parameters * (8 + 4 + 2 * 8); // adam's two slots
    assertEquals(state + 2 * 8 * parameters + 4 * parameters, memory.needed());
    assertEquals(0, memory.trials());
    assertEquals(0, memory.finish());
  }

  @Test
  void aTrialOfARateHasAStateOfItsOwn() {
    DriverMemoryCheck memory = memory(Map.of("training.epochs", 3), 1, true);
    long parameters = INPUTS + 1;
    long state = parameters * (8 + 4 + 2 * 8);
    assertEquals(2 * state + 8 * parameters + 4 * parameters, memory.trials());
    assertEquals(memory.trials(), memory.needed());
    assertEquals(0, memory(Map.of("optimizer.rule", "ftrl"), 1, true).trials(), "it has a rate");
  }

  @Test
  void whoMayRollBackHoldsTheEpochsStart() {
    Map<String, Object> settings = new HashMap<>(NAMED);
    settings.put("training.onNonFinite", "rollback");
    long state = (INPUTS + 1) * (8 + 4 + 2 * 8);
    assertEquals(memory(NAMED, 1, true).needed() + state, memory(settings, 1, true).needed());
  }

  @Test
  void theFinishHoldsSecondDerivativesOfEveryThread() {
    long hessian = 8 * (INPUTS + 1L) * (INPUTS + 2) / 2;
    long vectors = memory(NAMED, 1, true).needed();
    DriverMemoryCheck one = memory(Map.of(), 1, true);
    DriverMemoryCheck four = memory(Map.of(), 4, true);
    // one thread: a level each of 8 shards' tree and a last leaf; two sums from before
    assertEquals(6.0, (double) one.finish() / hessian, 0.5, one::toString);
    // four threads: two shards each
    assertEquals(10.0, (double) four.finish() / hessian, 0.5, four::toString);
    assertTrue(one.needed() > 20 * vectors, one::toString);
    // from executors: a sum each, as they came, and what is added up
    assertEquals(9.0, (double) memory(Map.of(), 4, false).finish() / hessian, 0.5);
    assertEquals(0, memory(Map.of("training.finish", "none"), 4, true).finish());
  }

  @Test
  void tooSmallAHeapIsToldWhatCanBeLeftAway() {
    DriverMemoryCheck finish = memory(Map.of(), 4, true);
    String message =
        assertThrows(Failure.class, () -> finish.requireHeap(finish.finish() - 1)).getMessage();
    assertTrue(message.contains("in the driver for the finish, which has"), message);
    assertTrue(message.endsWith(", or set training.finish = none"), message);
    DriverMemoryCheck trials = memory(Map.of("training.epochs", 3), 1, true);
    message = assertThrows(Failure.class, () -> trials.requireHeap(trials.steps())).getMessage();
    assertTrue(message.endsWith(", or name optimizer.learningRate"), message);
    trials.requireHeap(trials.trials());
  }
}
