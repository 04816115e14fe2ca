package io.fallline.ml;

import org.apache.spark.ml.param.Params;

/**
 * Something with {@link SettingParams}.
 *
 * @param <S> its own type, which setters return
 */
public interface SettingOwner<S> extends Params {
  SettingParams settings();

  /** Sets a Param by its name. */
  @SuppressWarnings("unchecked") // S is what implements this
  default S with(String name, Object value) {
    set(name, value);
    return (S) this;
  }
}
