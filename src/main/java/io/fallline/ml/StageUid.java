package io.fallline.ml;

import java.io.Serializable;
import org.apache.spark.ml.util.Identifiable$;

/**
 * The uid of what is being made. Spark's traits make their Params while the superclass is
 * constructed and ask for the uid then, before the fields of a Java class are set: it is laid down
 * here first.
 */
final class StageUid implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final ThreadLocal<String> ANNOUNCED = new ThreadLocal<>();

  private final String value;

  private StageUid(String value) {
    this.value = value;
  }

  /** To be an argument of the constructor that calls Spark's. */
  static StageUid of(String value) {
    ANNOUNCED.set(value);
    return new StageUid(value);
  }

  static StageUid random(Class<?> type) {
    return of(Identifiable$.MODULE$.randomUID(type.getSimpleName()));
  }

  /** What the object's own field says, or, before it is set, what was announced. */
  static String of(StageUid own) {
    return own == null ? ANNOUNCED.get() : own.value;
  }
}
