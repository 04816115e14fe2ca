package io.fallline.core.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoreRankingTest {
  /** Leaves of 50,000 rows, ranked and added from left to right. */
  private static ScoreRanking rank(double[] scores, boolean[] positive) {
    ScoreRanking sum = ScoreRanking.EMPTY;
    for (int from = 0; from < scores.length; from += 50_000) {
      RankingBuffer leaf = RankingBuffer.ofScores();
      for (int i = from; i < Math.min(scores.length, from + 50_000); i++) {
        leaf.add(scores[i], positive[i] ? 0 : 1, positive[i] ? 1 : 0);
      }
      sum = ScoreRanking.add(sum, leaf.ranking());
    }
    return sum;
  }

  /** By ranks, for scores that are all different. */
  private static double exactAuc(double[] scores, boolean[] positive) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    long rankSum = 0;
    long positives = 0;
    for (int i = 0; i < scores.length; i++) {
      if (positive[i]) {
        rankSum += Arrays.binarySearch(sorted, scores[i]);
        positives++;
      }
    }
    double inOrder = rankSum - positives * (positives - 1) / 2.0;
    return inOrder / positives / (scores.length - positives);
  }

  private static double[] scores(int size, boolean[] positive, double centre) {
    Random random = new Random(31);
    double[] scores = new double[size];
    for (int i = 0; i < size; i++) {
      positive[i] = random.nextInt(3) == 0;
      scores[i] = centre + random.nextGaussian() + (positive[i] ? 1 : 0);
    }
    return scores;
  }

  @Test
  void scoresAreExactUpToTheLimit() {
    boolean[] positive = new boolean[ScoreRanking.MOST_SCORES];
    double[] scores = scores(positive.length, positive, 0);
    ScoreRanking ranking = rank(scores, positive);
    assertEquals(ScoreRanking.MOST_SCORES, ranking.size());
    assertEquals(exactAuc(scores, positive), ranking.auc(), 1e-12);
  }

  @Test
  void beyondTheLimitMemoryStaysBoundedAndTheAreaNearlyExact() {
    for (double centre : new double[] {0, 1e6}) {
      boolean[] positive = new boolean[400_000];
      double[] scores = scores(positive.length, positive, centre);
      ScoreRanking ranking = rank(scores, positive);
      assertTrue(ranking.size() <= ScoreRanking.MOST_SCORES, "scores kept: " + ranking.size());
      assertTrue(ranking.size() > ScoreRanking.MOST_SCORES / 8, "scores kept: " + ranking.size());
      assertEquals(exactAuc(scores, positive), ranking.auc(), 1e-6);
      assertEquals(ranking.auc(), rank(scores, positive).auc(), "the same bits again");
    }
  }

  @Test
  void aCoarseRankingStillKnowsAScoreThatIsNoNumber() {
    boolean[] positive = new boolean[400_000];
    double[] scores = scores(positive.length, positive, 0);
    scores[123_456] = Double.NaN;
    assertEquals(Double.NaN, rank(scores, positive).auc());
  }

  @Test
  void keysStandInTheOrderOfTheScores() {
    List<Double> scores = new ArrayList<>(List.of(-1e-320, 0.0, 1e-320, -1.5, 1.5, 1e300));
    scores.addAll(List.of(-1e300, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    scores.sort(Comparator.naturalOrder());
    for (int i = 1; i < scores.size(); i++) {
      assertTrue(ScoreRanking.key(scores.get(i - 1)) < ScoreRanking.key(scores.get(i)));
    }
    assertEquals(ScoreRanking.key(0.0), ScoreRanking.key(-0.0));
    assertTrue(ScoreRanking.key(Double.NaN) > ScoreRanking.key(Double.POSITIVE_INFINITY));
  }
}
