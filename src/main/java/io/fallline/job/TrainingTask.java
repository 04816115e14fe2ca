package io.fallline.job;

import io.fallline.data.DataSpec;
import io.fallline.job.configuration.JobConfiguration;
import org.apache.hadoop.conf.Configuration;

/**
 * What is to be trained.
 *
 * @param rows that the configuration's data are, or part of them
 * @param beginning where it begins
 * @param ifOther what becomes of checkpoints that are of another training
 */
record TrainingTask(
    JobConfiguration job, DataSpec rows, Beginning beginning, OtherCheckpoints ifOther) {

  /** As the configuration says. */
  static TrainingTask configured(JobConfiguration job, Configuration hadoop) {
    return new TrainingTask(
        job,
        DataSpecs.of(job, hadoop),
        Beginning.configured(job, hadoop),
        OtherCheckpoints.REFUSED);
  }
}
