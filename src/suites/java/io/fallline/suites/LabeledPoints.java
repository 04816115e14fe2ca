package io.fallline.suites;

import org.apache.spark.ml.feature.LabeledPoint;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import scala.reflect.api.JavaUniverse;
import scala.reflect.api.Mirror;
import scala.reflect.api.TypeCreator;
import scala.reflect.api.TypeTags;
import scala.reflect.api.Types;

/** Spark's encoder of a Scala case class, which Scala's compiler would make by itself. */
final class LabeledPoints {
  private LabeledPoints() {}

  @SuppressWarnings({"rawtypes", "unchecked"})
  static Encoder<LabeledPoint> encoder() {
    JavaUniverse universe = scala.reflect.runtime.package$.MODULE$.universe();
    Mirror here = (Mirror) (Object) universe.runtimeMirror(LabeledPoints.class.getClassLoader());
    TypeTags tags = (TypeTags) (Object) universe;
    return Encoders.product(tags.TypeTag().apply(here, new OfLabeledPoint()));
  }

  private static final class OfLabeledPoint extends TypeCreator {
    private static final long serialVersionUID = 1L;

    @Override
    @SuppressWarnings(
        "rawtypes") // the bound that Scala gives the type variable cannot be said here
    public Types.TypeApi apply(Mirror mirror) {
      return mirror.staticClass(LabeledPoint.class.getName()).asType().toTypeConstructor();
    }
  }
}
