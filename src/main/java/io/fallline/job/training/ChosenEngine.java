package io.fallline.job.training;

import io.fallline.configuration.TrainingSection;
import io.fallline.configuration.hocon.HoconWriter;
import io.fallline.core.math.SpinningThreadPool;
import io.fallline.core.training.GradientComputer;
import io.fallline.core.training.GradientSpec;
import io.fallline.engine.GradientTimes;
import io.fallline.engine.jobs.JobGradientComputer;
import io.fallline.engine.resident.EngineChanges;
import io.fallline.engine.resident.ResidentGradientComputer;
import io.fallline.engine.resident.ResidentTasks;
import io.fallline.engine.shards.LocalShards;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;

/**
 * The engine that was chosen to compute the gradients of a training, and why.
 *
 * @param name local, resident or jobs
 * @param reason for the summary
 */
public record ChosenEngine(String name, String reason) {
  private static final String LOCAL = "local";
  private static final String RESIDENT = "resident";
  private static final String JOBS = "jobs";

  /** Shards that this process trains on itself stand in its memory twice for a moment. */
  private static final int SHARE_OF_HEAP = 4;

  /**
   * More than this would also be more than Spark lets a job's results be, unless told otherwise.
   */
  private static final long MOST_BYTES = 1L << 30;

  /**
   * @param shardBytes of all training rows, about
   * @param partitions that have them
   */
  public static ChosenEngine choose(
      TrainingSection training, SparkContext context, long shardBytes, int partitions) {
    Optional<String> obstacle = ResidentTasks.obstacle(context);
    if (training.engine() == TrainingSection.Engine.RESIDENT) {
      return obstacle
          .map(why -> new ChosenEngine(JOBS, "resident as configured, but " + why))
          .orElse(new ChosenEngine(RESIDENT, "as configured"));
    }
    if (training.engine() != TrainingSection.Engine.AUTO) {
      return new ChosenEngine(HoconWriter.word(training.engine()), "as configured");
    }
    if (context.isLocal() && LocalShards.canBring(context, shardBytes / partitions)) {
      return new ChosenEngine(
          LOCAL,
          shardBytes < mostBytesInMemory()
              ? "auto: the master is local and the shards fit into its memory"
              : "auto: the master is local; the shards are read from disk");
    }
    String where =
        context.isLocal()
            ? "auto: spark.kryoserializer.buffer.max is too small for shards"
            : "auto: executors are other processes";
    return obstacle
        .map(why -> new ChosenEngine(JOBS, where + ", and " + why))
        .orElse(new ChosenEngine(RESIDENT, where));
  }

  /** Whether another engine was asked for. */
  boolean isNotAsConfigured(TrainingSection training) {
    return training.engine() != TrainingSection.Engine.AUTO
        && !name.equals(HoconWriter.word(training.engine()));
  }

  /**
   * @param threads what the engine local computes with
   * @param warned is told what the person who trains should know
   */
  public OpenEngine open(
      GradientSpec spec,
      TrainingShards shards,
      SparkContext context,
      SpinningThreadPool threads,
      Consumer<String> warned) {
    if (name.equals(LOCAL)) {
      return new OpenEngine(
          shards.local(context, spec, mostBytesInMemory(), threads, warned),
          Optional.empty(),
          () -> this);
    }
    if (name.equals(RESIDENT)) {
      ResidentGradientComputer resident =
          new ResidentGradientComputer(spec, shards.onCluster(), warned);
      return new OpenEngine(
          resident, Optional.of(resident.times()), () -> afterChanges(resident.changes()));
    }
    JobGradientComputer jobs =
        new JobGradientComputer(spec, shards.onCluster(), context.defaultParallelism());
    return new OpenEngine(jobs, Optional.of(jobs.times()), () -> this);
  }

  /** As many threads as Spark would use here; elsewhere, all processors of the driver. */
  public static SpinningThreadPool threads(SparkContext context) {
    return new SpinningThreadPool(
        context.isLocal()
            ? context.defaultParallelism()
            : Runtime.getRuntime().availableProcessors());
  }

  private ChosenEngine afterChanges(EngineChanges changes) {
    return new ChosenEngine(
        changes.engine(),
        Stream.concat(Stream.of(reason), changes.texts().stream())
            .collect(Collectors.joining("; ")));
  }

  private static long mostBytesInMemory() {
    return Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
  }

  /**
   * An engine at work on one training.
   *
   * @param computer of the gradients
   * @param clusterTimes what they go to on a cluster; empty where threads of this process compute
   * @param asItRan what the summary says when training is over: a resident engine may have had to
   *     change
   */
  public record OpenEngine(
      GradientComputer computer,
      Optional<GradientTimes> clusterTimes,
      Supplier<ChosenEngine> asItRan)
      implements AutoCloseable {
    @Override
    public void close() {
      computer.close();
    }
  }
}
