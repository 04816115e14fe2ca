package io.fallline.job;

import io.fallline.core.loss.LabelKind;
import io.fallline.data.DataSpec;
import io.fallline.data.HeldOut;
import io.fallline.data.LineLimit;
import io.fallline.job.configuration.DataSection;
import io.fallline.job.configuration.JobConfiguration;
import io.fallline.job.configuration.MissingValues;
import io.fallline.job.configuration.RowOrder;
import io.fallline.job.configuration.Scaling;
import io.fallline.job.configuration.ShardStorageLevel;

/** The section {@code data} of a configuration as the data room takes it. */
final class DataSpecs {
  /** Of the rows that {@code data.validation = "auto"} holds out, where there are enough. */
  static final double SHARE = 0.1;

  private static final long FEWEST_ROWS = 1000;

  private DataSpecs() {}

  /** With the classes and categories of the model to start from, if there is one. */
  static DataSpec of(JobConfiguration job, InitialModel initial) {
    return initial.known(of(job));
  }

  /** Without them. */
  static DataSpec of(JobConfiguration job) {
    DataSection data = job.data();
    LabelKind labels = NetworkSpecs.loss(job.model()).labels();
    return new DataSpec(
        data.format(),
        data.train(),
        heldOut(job.validation()),
        heldOut(data.test()),
        data.splitBy().orElse(null),
        data.splitSeed(),
        data.label(),
        data.weight().orElse(null),
        data.offset().orElse(null),
        data.features(),
        data.ignore(),
        data.categorical(),
        data.hashed(),
        data.hashBits(),
        LineLimit.in(data.format(), data.options(), data.maxLineBytes()),
        MissingValues.valueOf(data.missing().name()),
        Scaling.valueOf(data.scaling().name()),
        RowOrder.valueOf(data.order().name()),
        data.shards().orElse(0),
        ShardStorageLevel.valueOf(data.storage().name()),
        labels,
        job.model().intercept(),
        null,
        null,
        null);
  }

  private static HeldOut heldOut(io.fallline.job.configuration.HeldOut heldOut) {
    if (heldOut.auto()) {
      return HeldOut.automatic(SHARE, FEWEST_ROWS);
    }
    return heldOut.paths().isEmpty()
        ? HeldOut.fraction(heldOut.fraction())
        : HeldOut.paths(heldOut.paths());
  }
}
