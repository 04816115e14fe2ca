package io.fallline.ml;

import io.fallline.job.FitListener;
import io.fallline.job.scoring.FittedModel;
import java.io.Serializable;
import org.apache.spark.ml.util.Identifiable$;

/**
 * The state of an estimator or a model that Spark's superclasses do not keep.
 *
 * <p>Spark's traits make their Params while the superclass is constructed and ask for the uid then,
 * before the fields of a Java class are set. So a state is an argument of the constructor that
 * calls Spark's, and lays its uid down for that time.
 */
public final class StageState implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final ThreadLocal<String> ANNOUNCED = new ThreadLocal<>();

  private final String uid;

  /** Of an estimator that from which training starts, or null. */
  FittedModel model;

  SettingParams settings;

  /** Of an estimator. */
  transient FitListener listener;

  /** Of a model that was fitted in this process, else null. */
  transient MiniBatchTrainingSummary summary;

  StageState(String uid, FittedModel model) {
    this.uid = uid;
    this.model = model;
    ANNOUNCED.set(uid);
  }

  static StageState random(Class<?> type) {
    return new StageState(Identifiable$.MODULE$.randomUID(type.getSimpleName()), null);
  }

  /** For a copy of the stage, which has Params of its own. */
  StageState copy() {
    StageState copy = new StageState(uid, model);
    copy.listener = listener;
    copy.summary = summary;
    return copy;
  }

  /** What the stage's own field says, or, before it is set, what was announced. */
  static String uid(StageState own) {
    return own == null ? ANNOUNCED.get() : own.uid;
  }

  FitListener listener() {
    return listener == null ? FitListener.NONE : listener;
  }
}
