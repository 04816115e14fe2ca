package io.fallline.ml;

import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.shared.HasLoss;
import org.apache.spark.ml.param.shared.HasSeed;
import org.apache.spark.ml.param.shared.HasValidationIndicatorCol;
import org.apache.spark.ml.param.shared.HasWeightCol;

/**
 * The Params that an estimator leaves its model beside those of every Spark predictor. Spark asks
 * for them by its traits: {@code OneVsRest} hands weights on to what has {@code HasWeightCol}.
 *
 * <p>A Scala trait makes its Params by a method that a Java class must have, under the name that
 * Scala's compiler gives it. Here they are made with the others, so that the seed has the
 * configuration's default and the docs are ours.
 */
public interface SharedParams<S>
    extends SettingOwner<S>, HasWeightCol, HasValidationIndicatorCol, HasSeed, HasLoss {
  @Override
  default Param<String> weightCol() {
    return settings().text("weightCol");
  }

  @Override
  default void org$apache$spark$ml$param$shared$HasWeightCol$_setter_$weightCol_$eq(
      Param<String> made) {
    settings().add(made);
  }

  default Param<String> offsetCol() {
    return settings().text("offsetCol");
  }

  default String getOffsetCol() {
    return getOrDefault(offsetCol());
  }

  @Override
  default Param<String> validationIndicatorCol() {
    return settings().text("validationIndicatorCol");
  }

  @Override
  default void
      org$apache$spark$ml$param$shared$HasValidationIndicatorCol$_setter_$validationIndicatorCol_$eq(
          Param<String> made) {
    settings().add(made);
  }

  @Override
  default LongParam seed() {
    return settings().wide("seed");
  }

  @Override
  default void org$apache$spark$ml$param$shared$HasSeed$_setter_$seed_$eq(LongParam made) {
    settings().add(made);
  }

  @Override
  default Param<String> loss() {
    return settings().text(LossParam.NAME);
  }

  @Override
  default void org$apache$spark$ml$param$shared$HasLoss$_setter_$loss_$eq(Param<String> made) {
    settings().add(made);
  }
}
