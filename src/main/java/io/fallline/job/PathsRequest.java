package io.fallline.job;

import java.util.List;
import java.util.Optional;

/**
 * Which paths to draw: each rule at each rate and noise, from each start.
 *
 * @param rates empty: of each rule the one that suits it best
 * @param starts empty: the function's own
 * @param settings {@code KEY=VALUE}
 * @param output a directory that does not exist; empty: {@code paths/FUNCTION}, or a free name
 *     beside it
 */
public record PathsRequest(
    String function,
    boolean maximize,
    List<String> rules,
    List<Double> rates,
    List<Double> noises,
    List<Start> starts,
    int steps,
    List<String> settings,
    Optional<String> output) {

  /** A point of the plane. */
  public record Start(double x, double y) {}
}
