package io.fallline.core.training;

import io.fallline.core.optimizer.Optimizer;
import io.fallline.core.optimizer.OptimizerState;
import io.fallline.core.schedule.ScheduleState;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A snapshot of a {@link TrainingState} as named data, for a file. Absent names stand for what has
 * not been needed yet.
 *
 * @param parameters where training is
 * @param vectors what else there is one number a parameter of
 * @param numbers all finite
 */
public record TrainingStateSnapshot(
    double[] parameters, Map<String, double[]> vectors, Map<String, Double> numbers) {
  private static final String STEP = "step";
  private static final String PARAMETERS = "parameters";
  private static final String SKIPS = "skips";
  private static final String ROLLBACKS = "rollbacks";
  private static final String OPTIMIZER_STEP = "optimizerStep";
  private static final String OPTIMIZER = "optimizer.";
  private static final String RATE = "rate.";
  private static final String BEST_SCORE = "earlyStopping.best";
  private static final String EPOCHS_WITHOUT_GAIN = "earlyStopping.epochsWithoutGain";
  private static final String BEST = "earlyStopping." + PARAMETERS;
  private static final String SETTLING = "settling.";
  private static final String LABEL_UNIT = "labelUnit";
  private static final String FINISH = "finish.";
  private static final String FINISH_AFTER = FINISH + "after.";
  private static final String FINISH_PASSES = FINISH + "passes";
  private static final String EPOCH_START = "epochStart.";
  private static final String EPOCH_START_PARAMETERS = EPOCH_START + PARAMETERS;

  /** A copy, which later steps do not touch. */
  public static TrainingStateSnapshot of(TrainingState state) {
    TrainingStateSnapshot saved =
        new TrainingStateSnapshot(
            state.parameters().clone(), new LinkedHashMap<>(), new LinkedHashMap<>());
    saved.add("", state);
    saved.numbers.put(SKIPS, (double) state.skips);
    saved.numbers.put(ROLLBACKS, (double) state.rollbacks);
    saved.numbers.put(LABEL_UNIT, state.labelUnit());
    if (state.finish() != null) {
      saved.add(state.finish());
    }
    TrainingState epochStart = state.epochStart;
    if (epochStart != null && epochStart.step() < state.step()) {
      saved.vectors.put(EPOCH_START_PARAMETERS, epochStart.parameters());
      saved.add(EPOCH_START, epochStart);
      saved.numbers.put(EPOCH_START + SKIPS, (double) epochStart.skips);
    }
    return saved;
  }

  private void add(String prefix, TrainingState state) {
    numbers.put(prefix + STEP, (double) state.step());
    OptimizerState optimizer = state.optimizer();
    numbers.put(prefix + OPTIMIZER_STEP, (double) optimizer.step());
    optimizer.numbers().forEach((name, value) -> numbers.put(prefix + OPTIMIZER + name, value));
    optimizer.slots().forEach((name, slot) -> vectors.put(prefix + OPTIMIZER + name, slot.clone()));
    state.schedule().numbers().forEach((name, value) -> numbers.put(prefix + RATE + name, value));
    EarlyStopping.State early = state.earlyStopping();
    if (early.best != Double.POSITIVE_INFINITY) {
      numbers.put(prefix + BEST_SCORE, early.best);
    }
    numbers.put(prefix + EPOCHS_WITHOUT_GAIN, (double) early.epochsWithoutGain);
    if (early.bestParameters != null) {
      vectors.put(prefix + BEST, early.bestParameters);
    }
    state
        .convergence()
        .numbers()
        .forEach((name, value) -> numbers.put(prefix + SETTLING + name, value));
    if (state.convergence().bestParameters != null) {
      vectors.put(prefix + SETTLING + PARAMETERS, state.convergence().bestParameters);
    }
  }

  private void add(FinishState finish) {
    numbers.put(FINISH_AFTER + finish.after, 1.0); // a name is the only text there is
    finish.numbers().forEach((name, value) -> numbers.put(FINISH + name, value));
  }

  /** How many passes of a finish had been taken after the last step. */
  public long finishPasses() {
    return numbers.containsKey(FINISH_PASSES) ? count(FINISH_PASSES) : 0;
  }

  private FinishState finish() {
    Map<String, Double> after = numbersUnder(FINISH_AFTER);
    Map<String, Double> all = numbersUnder(FINISH);
    if (after.size() != 1 || all.size() != 7) {
      throw new IllegalArgumentException("the finish has " + all.keySet());
    }
    count(FINISH_PASSES);
    return FinishState.of(after.keySet().iterator().next(), all);
  }

  /** How many steps had been taken. */
  public long step() {
    return count(STEP);
  }

  /** How many numbers a vector holds, at most: what a copy of the state takes. */
  public long values() {
    return (long) parameters.length * (1 + vectors.size());
  }

  /**
   * The state that was saved; it shares the vectors.
   *
   * @throws IllegalArgumentException if it is not the state of a training with this rule
   */
  public TrainingState restore(Optimizer optimizer) {
    TrainingState state = state("", parameters, optimizer);
    state.skips = (int) count(SKIPS);
    state.rollbacks = (int) count(ROLLBACKS);
    state.setLabelUnit(numbers.getOrDefault(LABEL_UNIT, 1.0));
    if (numbers.containsKey(FINISH_PASSES)) {
      state.finish = finish();
    }
    if (vectors.containsKey(EPOCH_START_PARAMETERS)) {
      TrainingState epochStart = state(EPOCH_START, vector(EPOCH_START_PARAMETERS), optimizer);
      epochStart.skips = (int) count(EPOCH_START + SKIPS);
      epochStart.setLabelUnit(state.labelUnit());
      state.epochStart = epochStart;
    }
    return state;
  }

  private TrainingState state(String prefix, double[] where, Optimizer optimizer) {
    Map<String, double[]> slots = new LinkedHashMap<>();
    for (String name : optimizer.slots()) {
      slots.put(name, vector(prefix + OPTIMIZER + name));
    }
    EarlyStopping.State early =
        EarlyStopping.State.of(
            numbers.getOrDefault(prefix + BEST_SCORE, Double.POSITIVE_INFINITY),
            (int) count(prefix + EPOCHS_WITHOUT_GAIN),
            vectors.containsKey(prefix + BEST) ? vector(prefix + BEST) : null);
    return TrainingState.of(
        where,
        OptimizerState.of(
            optimizer,
            where.length,
            count(prefix + OPTIMIZER_STEP),
            slots,
            numbersUnder(prefix + OPTIMIZER)),
        ScheduleState.of(numbersUnder(prefix + RATE)),
        early,
        ConvergenceMonitor.State.of(
            numbersUnder(prefix + SETTLING),
            vectors.containsKey(prefix + SETTLING + PARAMETERS)
                ? vector(prefix + SETTLING + PARAMETERS)
                : null),
        count(prefix + STEP));
  }

  private double[] vector(String name) {
    double[] vector = vectors.get(name);
    if (vector == null || vector.length != parameters.length) {
      throw new IllegalArgumentException(
          name
              + (vector == null ? " is missing" : " has " + vector.length + " values")
              + ", expected "
              + parameters.length
              + " values");
    }
    return vector;
  }

  private long count(String name) {
    Double value = numbers.get(name);
    if (value == null || value < 0 || value != Math.rint(value) || value > 1L << 53) {
      throw new IllegalArgumentException(name + " is " + value + ", expected a whole number");
    }
    return value.longValue();
  }

  private Map<String, Double> numbersUnder(String prefix) {
    Map<String, Double> under = new LinkedHashMap<>();
    numbers.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            if (!Double.isFinite(value)) {
              throw new IllegalArgumentException(name + " is " + value + ", expected a number");
            }
            under.put(name.substring(prefix.length()), value);
          }
        });
    return under;
  }
}
