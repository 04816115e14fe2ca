package io.fallline.retrain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.core.failure.Failure;
import io.fallline.data.loading.TrainingData;
import io.fallline.data.statistics.DataStatistics;
import io.fallline.model.InputColumn;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Statistics of the rows that a model was trained on, which a published model keeps for a
 * comparison with the next.
 *
 * @param columns kinds of the inputs' columns by name, in their order
 */
record PublishedDataStatistics(Map<String, String> columns, DataStatistics statistics) {
  static final String FILE = "statistics.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  PublishedDataStatistics {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  static PublishedDataStatistics of(TrainingData data) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (InputColumn column : data.encoding().columns()) {
      columns.put(column.column(), column.kind().name().toLowerCase(Locale.ROOT));
    }
    return new PublishedDataStatistics(columns, data.statistics());
  }

  byte[] toJson() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and finite numbers can be written", e);
    }
  }

  /**
   * @throws Failure (data) if these are none
   */
  static PublishedDataStatistics read(byte[] bytes) {
    try {
      return JSON.readValue(bytes, PublishedDataStatistics.class);
    } catch (IOException e) {
      throw Failure.data(
          "the champion's " + FILE + " cannot be used: " + SourceWatermark.reason(e), e);
    }
  }
}
