package io.fallline.data;

import io.fallline.core.train.Part;
import io.fallline.core.train.ShardSizes;
import org.apache.spark.api.java.JavaRDD;
import scala.reflect.ClassTag$;

/** The rows of one part in order, to be cut wherever one likes. */
record RowRanks(Buckets buckets, Part part, long[] counts) {

  /** One partition a run of the sizes. */
  JavaRDD<byte[]> cut(ShardSizes sizes) {
    long[] cuts = new long[sizes.shards() + 1];
    for (int i = 0; i < cuts.length; i++) {
      cuts[i] = sizes.start(i);
    }
    RankedRuns runs = new RankedRuns(buckets.records().rdd(), buckets.first(part), counts, cuts);
    return new JavaRDD<>(runs, ClassTag$.MODULE$.apply(byte[].class));
  }
}
