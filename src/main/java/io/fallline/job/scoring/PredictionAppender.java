package io.fallline.job.scoring;

import io.fallline.core.math.Kernels;
import io.fallline.core.network.Network;
import io.fallline.core.network.NetworkSpec;
import io.fallline.core.network.Predictor;
import io.fallline.data.loading.ScoringBlock;
import io.fallline.model.LabelClasses;
import io.fallline.scorer.Prediction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Puts a model's predictions behind the columns of each row, on executors. */
final class PredictionAppender implements FlatMapFunction<Iterator<ScoringBlock>, Row> {
  private static final long serialVersionUID = 1L;

  private final NetworkSpec spec;
  private final String kernels;
  private final LabelClasses classes;
  private final Broadcast<float[]> parameters;

  /**
   * @param classes null where a number is predicted
   */
  PredictionAppender(
      NetworkSpec spec, String kernels, LabelClasses classes, Broadcast<float[]> parameters) {
    this.spec = spec;
    this.kernels = kernels;
    this.classes = classes;
    this.parameters = parameters;
  }

  @Override
  public Iterator<Row> call(Iterator<ScoringBlock> blocks) {
    Predictor predictor =
        new Predictor(new Network(spec, Kernels.named(kernels)), parameters.value());
    return new Iterator<>() {
      private Iterator<Row> rows = List.<Row>of().iterator();

      @Override
      public boolean hasNext() {
        while (!rows.hasNext() && blocks.hasNext()) {
          rows = scored(predictor, blocks.next()).iterator();
        }
        return rows.hasNext();
      }

      @Override
      public Row next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return rows.next();
      }
    };
  }

  private List<Row> scored(Predictor predictor, ScoringBlock block) {
    int outputs = predictor.outputs();
    double[] scores = new double[block.rows().size() * outputs];
    predictor.scores(block.rows(), scores);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < block.rows().size(); i++) {
      Row original = block.originals().get(i);
      double[] own = Arrays.copyOfRange(scores, i * outputs, (i + 1) * outputs);
      List<Object> cells = new ArrayList<>();
      for (int c = 0; c < original.size(); c++) {
        cells.add(original.get(c));
      }
      Prediction prediction = Prediction.of(predictor, classes, own);
      cells.add(prediction.value());
      if (predictor.hasProbabilities()) {
        cells.add(prediction.probabilities());
      }
      rows.add(RowFactory.create(cells.toArray()));
    }
    return rows;
  }
}
