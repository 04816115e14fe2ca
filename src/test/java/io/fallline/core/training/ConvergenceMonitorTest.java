package io.fallline.core.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ConvergenceMonitorTest {
  private final ConvergenceMonitor convergence = new ConvergenceMonitor(null, 2, 3, 1, true);
  private final ConvergenceMonitor.State state = new ConvergenceMonitor.State();

  private boolean look(double loss) {
    return convergence.look(loss, new double[] {loss}, state);
  }

  @Test
  void theLossIsLookedAtEverySoManyEpochs() {
    assertFalse(convergence.looksAfter(1));
    assertTrue(convergence.looksAfter(2));
  }

  @Test
  void aLossThatFallsKeepsTrainingGoing() {
    convergence.begins(1, state);
    double loss = 1;
    for (int i = 0; i < 50; i++) {
      loss *= 0.9;
      assertFalse(look(loss));
    }
    assertEquals(1, state.rateFactor());
  }

  @Test
  void manySmallGainsCountTogether() {
    convergence.begins(1, state);
    look(0.5);
    for (int i = 1; i < 30; i++) {
      assertFalse(look(0.5 - i * 0.0002), "after 3 looks the fall is 0.0006 of 0.5");
    }
    assertEquals(1, state.rateFactor());
  }

  @Test
  void withoutGainTheRateIsCutAndThenTrainingEnds() {
    convergence.begins(1, state);
    look(0.5);
    assertFalse(look(0.5));
    assertFalse(look(0.4999));
    assertFalse(look(0.5));
    assertEquals(ConvergenceMonitor.CUT, state.rateFactor());
    assertFalse(look(0.5));
    assertFalse(look(0.5));
    assertTrue(look(0.5));
  }

  @Test
  void gainAfterACutGoesOnAtTheLowerRate() {
    convergence.begins(1, state);
    for (int i = 0; i < 4; i++) {
      look(0.5);
    }
    assertFalse(look(0.4));
    assertFalse(look(0.4));
    assertFalse(look(0.4));
    assertEquals(ConvergenceMonitor.CUT, state.rateFactor());
  }

  @Test
  void theBestParametersAreKept() {
    convergence.begins(1, state);
    look(0.5);
    look(0.49999);
    look(0.6);
    assertEquals(0.49999, state.best());
    assertArrayEquals(new double[] {0.49999}, state.bestParameters);
  }

  @Test
  void withoutHeldOutRowsNoneAreKept() {
    convergence.look(0.5, null, state);
    assertNull(state.bestParameters);
  }

  @Test
  void anUndefinedLossIsNoGain() {
    convergence.begins(1, state);
    for (int i = 0; i < 5; i++) {
      assertFalse(look(Double.NaN));
    }
    assertTrue(look(Double.NaN));
  }

  @Test
  void aTrainingOfPlannedLengthOnlyKeepsTheBest() {
    ConvergenceMonitor keeps = new ConvergenceMonitor(null, 1, 1, 0, false);
    for (int i = 0; i < 9; i++) {
      assertFalse(keeps.look(i == 4 ? 0.1 : 0.5, new double[] {i}, state));
    }
    assertArrayEquals(new double[] {4}, state.bestParameters);
    assertEquals(1, state.rateFactor());
  }

  @Test
  void theMeanLossOfStepsCountsThemByTheirWeight() {
    convergence.stepEnded(1, 3, state);
    convergence.stepEnded(5, 1, state);
    assertEquals(2, convergence.meanLoss(state));
    assertEquals(0, state.weightSum, "forgotten");
  }

  @Test
  void aStateComesBackFromItsNumbers() {
    convergence.begins(0, state);
    look(-1);
    look(-1);
    convergence.stepEnded(0.25, 2, state);
    ConvergenceMonitor.State again =
        ConvergenceMonitor.State.of(state.numbers(), state.bestParameters);
    assertEquals(state.numbers(), again.numbers());
    assertEquals(0, again.first);
    assertEquals(1, again.looksWithoutGain);
  }
}
