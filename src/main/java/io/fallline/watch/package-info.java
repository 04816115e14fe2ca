/** Monitoring of the work on Spark: descriptions of jobs, and metrics of trainings. */
package io.fallline.watch;
