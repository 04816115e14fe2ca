package io.fallline.retrain;

import io.fallline.configuration.JobConfiguration;
import io.fallline.configuration.RetrainSection;
import io.fallline.core.failure.Failure;
import io.fallline.data.DataSpec;
import io.fallline.data.DataSpec.Known;
import io.fallline.data.TimeWindow;
import io.fallline.data.sources.SourceListing;
import io.fallline.data.sources.SourceListing.SourceFile;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** The rows that a retraining trains on and is tested on. */
public final class NewRows {
  private final DataSpec spec;
  private final SourceWatermark before;

  private NewRows(DataSpec spec, SourceWatermark before) {
    this.spec = spec;
    this.before = before;
  }

  /**
   * What {@code retrain.new} says.
   *
   * @return empty if there is nothing new
   * @throws Failure (data) if there is nothing at a path
   */
  public static Optional<NewRows> find(
      SparkSession session, JobConfiguration job, Optional<Champion> champion) {
    DataSpec spec = DataSpec.of(job);
    if (job.retrain().warmStart() && champion.isPresent()) {
      spec = spec.knowing(new Known(champion.get().model().encoding(), withoutIt(job)));
    }
    SourceWatermark seen = champion.map(Champion::watermark).orElse(SourceWatermark.NONE);
    return switch (job.retrain().newData()) {
      case ALL -> Optional.of(new NewRows(spec, SourceWatermark.NONE));
      case WINDOW ->
          Optional.of(new NewRows(spec.within(window(job.retrain())), SourceWatermark.NONE));
      case FILES -> {
        List<SourceFile> unseen = seen.unseen(SourceListing.files(session, spec));
        if (unseen.isEmpty() && champion.isEmpty()) {
          throw Failure.data("data.train has no files yet, expected some for a first version");
        }
        yield unseen.isEmpty()
            ? Optional.empty()
            : Optional.of(new NewRows(SourceListing.only(session, spec, unseen), seen));
      }
    };
  }

  private static String withoutIt(JobConfiguration job) {
    return "retrain.warmStart = false"
        + (job.model().initial().isPresent() ? " and model.initial = null" : "");
  }

  private static TimeWindow window(RetrainSection retrain) {
    RetrainSection.Window window = retrain.window();
    return new TimeWindow(window.column().orElseThrow(), window.days().orElseThrow());
  }

  DataSpec spec() {
    return spec;
  }

  /** Up to where a model knows the data that has been trained on these rows. */
  SourceWatermark watermark(List<SourceFile> read) {
    return before.with(read);
  }
}
