package io.fallline.scheduling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of {@code submit-scripts/schedule}. */
final class Schedule {
  private static final Path PROJECT = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final Path DIRECTORY = PROJECT.resolve("submit-scripts/schedule");

  static final String CRONTAB = "retrain.crontab";
  static final String SERVICE = "fallline-retrain.service";
  static final String TIMER = "fallline-retrain.timer";
  static final String DAG = "airflow_retrain.py";
  static final String CRON_JOB = "kubernetes-cronjob.yaml";
  static final String SPARK_OPERATOR = "spark-operator.yaml";
  static final List<String> ALL =
      List.of(CRONTAB, SERVICE, TIMER, DAG, CRON_JOB, SPARK_OPERATOR, "Dockerfile");

  private Schedule() {}

  static String text(String name) throws IOException {
    return Files.readString(DIRECTORY.resolve(name));
  }

  static Path directory() {
    return DIRECTORY;
  }

  static Path inProject(String path) {
    return PROJECT.resolve(path);
  }
}
