package io.fallline.job.scoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.core.failure.DiskTrouble;
import io.fallline.core.failure.Failure;
import io.fallline.core.network.ParameterLayout;
import io.fallline.engine.ClusterWatchdog;
import io.fallline.job.CommandResult;
import io.fallline.job.JobConsole;
import io.fallline.job.Warnings;
import io.fallline.model.LabelClasses;
import io.fallline.report.ReportJson;
import io.fallline.store.ClaimedDirectory;
import io.fallline.store.WriteAccessCheck;
import io.fallline.watch.JobDescription;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of a source with what a model predicts for each, as Parquet. A row's way, on executors:
 *
 * <pre>
 * SourceTable            a row as Spark reads it
 * → RawRowParser         its cells
 * → TableRowEncoder      the columns that the model takes, in its order
 * → RowEncoder           inputs: numbers scaled, categories and hashes as places (FeatureEncoder)
 * → ScoringBlock         many encoded rows, beside the originals
 * → PredictionAppender   Predictor runs the network, Prediction reads its scores
 * → Parquet
 * </pre>
 */
public final class Predict {
  static final String PREDICTION = "prediction";
  static final String PROBABILITY = "probability";
  private static final int ROWS_OF_A_BLOCK = 512;

  private Predict() {}

  /**
   * @param output must not exist
   * @throws Failure (data) if model or rows cannot be used; (files) if the output exists or cannot
   *     be written
   */
  public static CommandResult run(
      SparkSession session, ScoringRequest request, String output, JobConsole console) {
    return ClusterWatchdog.named(
        session.sparkContext(),
        "predict with " + request.model(),
        new Warnings(console).aside(),
        () -> predict(session, request, output));
  }

  private static CommandResult predict(
      SparkSession session, ScoringRequest request, String output) {
    Configuration hadoop = session.sparkContext().hadoopConfiguration();
    Path path = new Path(output);
    ClaimedDirectory.requireFree(path, hadoop); // before the work, not after it
    try (ScoringInput scoring = ScoringInput.open(session, request, false)) {
      StructType schema = schema(scoring);
      ClaimedDirectory directory = ClaimedDirectory.take(path, hadoop);
      try {
        long count = written(session, scoring, schema, output);
        directory.done();
        return result(request, scoring, output, count);
      } catch (RuntimeException | Error failed) {
        directory.discardAfter(failed);
        throw failed;
      }
    }
  }

  private static CommandResult result(
      ScoringRequest request, ScoringInput scoring, String output, long count) {
    ObjectNode json = ReportJson.object();
    json.put("model", request.model().name());
    scoring.version().ifPresent(number -> json.put("version", number));
    json.put("output", output).put("rows", count);
    return new CommandResult(
        ReportJson.pretty(json), count + " rows with predictions in " + output + "\n");
  }

  private static long written(
      SparkSession session, ScoringInput scoring, StructType schema, String output) {
    Configuration hadoop = session.sparkContext().hadoopConfiguration();
    Broadcast<float[]> parameters =
        JavaSparkContext.fromSparkContext(session.sparkContext())
            .broadcast(ParameterLayout.float32(scoring.model().parameters()));
    try {
      PredictionAppender scorer =
          new PredictionAppender(
              scoring.model().network(),
              scoring.kernels(),
              scoring.model().encoding().classes(),
              parameters);
      JavaRDD<InternalRow> rows = scoring.data().blocks(ROWS_OF_A_BLOCK).mapPartitions(scorer);
      return scoring
          .data()
          .run(
              () ->
                  DiskTrouble.during(
                      () -> write(session, rows, schema, output),
                      said -> notWritten(new Path(output), hadoop, said)));
    } finally {
      parameters.destroy();
    }
  }

  private static long write(
      SparkSession session, JavaRDD<InternalRow> rows, StructType schema, String output) {
    SparkContext context = session.sparkContext();
    return JobDescription.during(
        context,
        "writing",
        () -> {
          ((org.apache.spark.sql.classic.SparkSession) session)
              .internalCreateDataFrame(rows.rdd(), schema, false)
              .write()
              .mode(SaveMode.Append)
              .parquet(output);
          return ParquetRowCount.of(new Path(output), JavaSparkContext.fromSparkContext(context));
        });
  }

  private static String notWritten(Path output, Configuration hadoop, String said) {
    if (said.startsWith("Mkdirs")) { // Hadoop does not say why
      WriteAccessCheck.requireWritable(output, hadoop);
    }
    return output
        + ": predictions cannot be written: "
        + said
        + " (there, or where spark.local.dir has Spark's own files)";
  }

  private static StructType schema(ScoringInput scoring) {
    StructType schema = scoring.data().schema();
    boolean hasProbabilities = scoring.model().network().createLoss().hasProbabilities();
    for (String added : hasProbabilities ? List.of(PREDICTION, PROBABILITY) : List.of(PREDICTION)) {
      if (Arrays.asList(schema.fieldNames()).contains(added)) {
        throw Failure.data(
            "the data have a column \"%s\" already, which the predictions would be; rename or drop it",
            added);
      }
    }
    LabelClasses classes = scoring.model().encoding().classes();
    schema = schema.add(PREDICTION, type(classes), false);
    return hasProbabilities
        ? schema.add(PROBABILITY, DataTypes.createArrayType(DataTypes.DoubleType, false), false)
        : schema;
  }

  private static DataType type(LabelClasses classes) {
    return switch (classes == null ? LabelClasses.Kind.NUMBER : classes.kind()) {
      case NUMBER -> DataTypes.DoubleType;
      case BOOLEAN -> DataTypes.BooleanType;
      case TEXT -> DataTypes.StringType;
    };
  }
}
