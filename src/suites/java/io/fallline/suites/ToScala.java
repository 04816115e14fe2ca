package io.fallline.suites;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import scala.Function1;
import scala.Function2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;

/** What Spark's test kit takes, made of what Java has. */
final class ToScala {
  private ToScala() {}

  static Seq<String> names(String... names) {
    return CollectionConverters.asScala(List.of(names)).toSeq();
  }

  static scala.collection.immutable.Map<String, Object> settings(Map<String, Object> settings) {
    return scala.collection.immutable.Map.from(CollectionConverters.asScala(settings));
  }

  static <T> Function1<T, BoxedUnit> check(Consumer<T> check) {
    return value -> {
      check.accept(value);
      return BoxedUnit.UNIT;
    };
  }

  static <M> Function2<M, M, BoxedUnit> comparison(BiConsumer<M, M> comparison) {
    return (left, right) -> {
      comparison.accept(left, right);
      return BoxedUnit.UNIT;
    };
  }
}
