package io.fallline.data;

import io.fallline.core.training.DataSplit;
import io.fallline.core.training.ShardSizes;
import org.apache.spark.api.java.JavaRDD;
import scala.reflect.ClassTag$;

/** The rows of one part in order, to be cut wherever one likes. */
record SplitRowCutter(OrderedRecords buckets, DataSplit part, long[] counts) {

  /** One partition a run of the sizes. */
  JavaRDD<byte[]> cut(ShardSizes sizes) {
    long[] cuts = new long[sizes.shards() + 1];
    for (int i = 0; i < cuts.length; i++) {
      cuts[i] = sizes.start(i);
    }
    RankRangeRDD runs =
        new RankRangeRDD(buckets.records().rdd(), buckets.first(part), counts, cuts);
    return new JavaRDD<>(runs, ClassTag$.MODULE$.apply(byte[].class));
  }
}
