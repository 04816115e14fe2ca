package io.fallline.job.training;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.job.scoring.FittedModel;
import io.fallline.report.ReportJson;
import java.util.function.UnaryOperator;

/**
 * What came of a fit.
 *
 * @param summary as in {@code summary.json}
 * @param history as in {@code history.jsonl}
 */
public record FitResult(FittedModel model, String summary, String history) {
  /** The same with other words in the warnings of the summary. */
  public FitResult withWarnings(UnaryOperator<String> words) {
    ObjectNode json = ReportJson.object(summary);
    if (json.get("warnings") instanceof ArrayNode warnings) {
      for (int i = 0; i < warnings.size(); i++) {
        warnings.set(i, words.apply(warnings.get(i).asText()));
      }
    }
    return new FitResult(model, ReportJson.pretty(json), history);
  }
}
