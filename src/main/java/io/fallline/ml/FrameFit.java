package io.fallline.ml;

import io.fallline.configuration.ConfigurationFile;
import io.fallline.core.failure.Failure;
import io.fallline.job.FitListener;
import io.fallline.job.JobConsole;
import io.fallline.job.scoring.FittedModel;
import io.fallline.job.training.DataFrameTraining;
import io.fallline.job.training.FitResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.PredictorParams;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From an estimator's Params and a DataFrame to a training. */
final class FrameFit<E extends TrainingParams<E> & PredictorParams> {
  private final E estimator;
  private final Map<String, Object> settings;

  /**
   * @param own settings that are the kind of estimator's
   */
  FrameFit(E estimator, Map<String, Object> own) {
    this.estimator = estimator;
    this.settings = new LinkedHashMap<>(estimator.settings().set(estimator));
    settings.putAll(own);
    settings.put("name", "fit");
    settings.put("data.format", "parquet"); // how the model's rows may be read from files later
    settings.put("data.label", estimator.getLabelCol());
    settings.put("data.features", List.of(estimator.getFeaturesCol()));
    if (Boolean.TRUE.equals(estimator.getOrDefault(estimator.fullBatch()))) {
      settings.put("training.batchSize", "full");
    }
    put("data.weight", ColumnParamChecks.of(estimator, estimator.weightCol()));
    put("data.offset", ColumnParamChecks.of(estimator, estimator.offsetCol()));
    if (indicator() != null) {
      settings.put("data.validation", List.of("rows of " + indicator()));
    }
  }

  private void put(String key, String column) {
    if (column != null) {
      settings.put(key, column);
    }
  }

  private String indicator() {
    return ColumnParamChecks.of(estimator, estimator.validationIndicatorCol());
  }

  /**
   * @param classes 0 where a number is predicted
   * @throws IllegalArgumentException if Params or rows cannot be used
   */
  FitResult fit(
      Dataset<?> dataset, int classes, Optional<FittedModel> initial, FitListener listener) {
    Dataset<Row> all = dataset.select(columns());
    Dataset<Row> train = all;
    Dataset<Row> validation = null;
    if (indicator() != null) {
      Column held =
          functions.coalesce(
              functions.col(indicator()).cast(DataTypes.BooleanType), functions.lit(false));
      train = dataset.where(functions.not(held)).select(columns());
      validation = dataset.where(held).select(columns());
    }
    try {
      return DataFrameTraining.run(
          dataset.sparkSession(),
          ConfigurationFile.of(estimator.uid(), settings),
          new DataFrameTraining.Input(estimator.uid(), train, validation, classes, initial),
          listener,
          new LogConsole());
    } catch (Failure failure) {
      throw ParamNames.translated(failure);
    }
  }

  private Column[] columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(functions.col(estimator.getFeaturesCol()));
    columns.add(number(estimator.getLabelCol()));
    for (String key : List.of("data.weight", "data.offset")) {
      if (settings.get(key) instanceof String column) {
        columns.add(number(column));
      }
    }
    if (settings.get("data.splitBy") instanceof String column) {
      columns.add(functions.col(column));
    }
    return columns.toArray(Column[]::new);
  }

  private static Column number(String column) {
    return functions.col(column).cast(DataTypes.DoubleType).as(column);
  }

  /** Says how a fit goes to the log, as Spark's own estimators do. */
  static final class LogConsole implements JobConsole {
    private static final Logger LOG = LoggerFactory.getLogger("io.fallline.ml");
    private static final String WARNING = "warning: ";

    @Override
    public void print(String text) {
      for (String line : ParamNames.in(text).lines().toList()) {
        if (line.startsWith(WARNING)) {
          LOG.warn(line.substring(WARNING.length()));
        } else {
          LOG.info(line);
        }
      }
    }

    @Override
    public boolean isTerminal() {
      return false;
    }

    @Override
    public int width() {
      return 120;
    }
  }
}
