package io.fallline.job;

/**
 * What came of a fit.
 *
 * @param summary as in {@code summary.json}
 * @param history as in {@code history.jsonl}
 */
public record Fitted(FittedModel model, String summary, String history) {}
