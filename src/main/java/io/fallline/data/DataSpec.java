package io.fallline.data;

import io.fallline.configuration.DataSection;
import io.fallline.configuration.HeldOut;
import io.fallline.configuration.JobConfiguration;
import io.fallline.configuration.ModelSection;
import io.fallline.core.loss.LabelKind;
import io.fallline.core.loss.Losses;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.model.Encoding;
import java.util.List;

/**
 * The rows to load: the section {@code data} of a configuration, and what loss and model ask of
 * them.
 *
 * @param train the paths of the training rows, those of the section unless only newer ones are read
 * @param validation the section's, with auto decided so far as the configuration decides it
 * @param labels what the loss takes
 * @param intercept whether the model has biases, without which no input is shifted
 * @param window which rows of the training paths are read; null: all
 * @param directory where the training paths' directories begin to be columns ({@code day=3}), for
 *     paths that name files of one directory; null: where Spark has them begin
 * @param known an earlier model's, to start from: its classes are the classes, and its categories
 *     count as seen, so that rows that happen to have fewer make no smaller model; or null
 */
public record DataSpec(
    DataSection section,
    List<String> train,
    HeldOut validation,
    LabelKind labels,
    boolean intercept,
    TimeWindow window,
    String directory,
    Known known) {

  /**
   * An earlier model.
   *
   * @param without the setting with which training does not start from it
   */
  public record Known(Encoding encoding, String without) {}

  /** What a configuration reads, without an earlier model. */
  public static DataSpec of(JobConfiguration job) {
    ModelSection model = job.model();
    LabelKind labels =
        Losses.registry().create(model.loss(), Hyperparameters.of(model.lossSettings())).labels();
    return new DataSpec(
        job.data(),
        job.data().train(),
        job.validation(),
        labels,
        model.intercept(),
        null,
        null,
        null);
  }

  /** The same of other training rows. */
  public DataSpec reading(List<String> paths, String below) {
    return new DataSpec(section, paths, validation, labels, intercept, window, below, known);
  }

  /** The same of the newest rows only. */
  public DataSpec within(TimeWindow newest) {
    return new DataSpec(section, train, validation, labels, intercept, newest, directory, known);
  }

  /** The same with the classes and categories of a model to start from; null: of none. */
  public DataSpec knowing(Known earlier) {
    return new DataSpec(section, train, validation, labels, intercept, window, directory, earlier);
  }
}
