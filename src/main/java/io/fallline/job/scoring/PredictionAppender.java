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
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/** Puts a model's predictions behind the columns of each row, on executors. */
final class PredictionAppender implements FlatMapFunction<Iterator<ScoringBlock>, InternalRow> {
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
  public Iterator<InternalRow> call(Iterator<ScoringBlock> blocks) {
    Predictor predictor =
        new Predictor(new Network(spec, Kernels.named(kernels)), parameters.value());
    return new Iterator<>() {
      private Iterator<InternalRow> rows = Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        while (!rows.hasNext() && blocks.hasNext()) {
          rows = scored(predictor, blocks.next()).iterator();
        }
        return rows.hasNext();
      }

      @Override
      public InternalRow next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return rows.next();
      }
    };
  }

  private List<InternalRow> scored(Predictor predictor, ScoringBlock block) {
    int outputs = predictor.outputs();
    double[] scores = new double[block.rows().size() * outputs];
    predictor.scores(block.rows(), scores);
    List<InternalRow> rows = new ArrayList<>();
    for (int i = 0; i < block.rows().size(); i++) {
      double[] own = Arrays.copyOfRange(scores, i * outputs, (i + 1) * outputs);
      InternalRow predicted = row(predictor, Prediction.of(predictor, classes, own));
      rows.add(new JoinedRow(block.originals().get(i), predicted));
    }
    return rows;
  }

  private static InternalRow row(Predictor predictor, Prediction prediction) {
    Object value =
        prediction.value() instanceof String text
            ? UTF8String.fromString(text)
            : prediction.value();
    return new GenericInternalRow(
        predictor.hasProbabilities()
            ? new Object[] {value, UnsafeArrayData.fromPrimitiveArray(prediction.probabilities())}
            : new Object[] {value});
  }
}
