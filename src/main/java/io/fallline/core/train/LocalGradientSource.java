package io.fallline.core.train;

import io.fallline.core.math.TreeSum;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.model.GradientSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The engine {@code local}: shards, groups and kernels as on a cluster, on threads of this process.
 */
public final class LocalGradientSource implements GradientSource {
  private final Map<Part, List<Shard>> shards;
  private final List<TaskGroups> tasks;
  private final List<ShardGradients> gradients = new ArrayList<>();
  private final ShardEvaluation evaluation;
  private final ExecutorService threads;
  private final GradientSpec spec;

  /**
   * @param shards all shards of each part, in order
   * @param threadCount how many to use at most; the result does not depend on it
   */
  public LocalGradientSource(GradientSpec spec, Map<Part, List<Shard>> shards, int threadCount) {
    this.spec = spec;
    this.shards = shards;
    tasks = TaskGroups.divide(spec.groups(), threadCount);
    tasks.forEach(task -> gradients.add(new ShardGradients(spec)));
    evaluation = new ShardEvaluation(spec.network(), spec.kernels());
    threads =
        Executors.newFixedThreadPool(
            threadCount,
            runnable -> {
              Thread thread = new Thread(runnable, "fallline-gradient");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public GradientSum at(float[] parameters, Batch batch) {
    List<Callable<List<TreeSum.Node<GradientSum>>>> work = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      ShardGradients task = gradients.get(i);
      TaskGroups groups = tasks.get(i);
      List<Shard> own =
          shards
              .get(Part.TRAIN)
              .subList(spec.firstShard(groups.from()), spec.firstShard(groups.to()));
      work.add(() -> task.of(parameters, batch, groups.from(), own.iterator()));
    }
    TreeSum<GradientSum> tree = new TreeSum<>(GradientSum::add);
    all(work).forEach(nodes -> nodes.forEach(tree::add));
    return tree.total();
  }

  @Override
  public Evaluation evaluate(float[] parameters, Part part) {
    List<Shard> rows = shards.getOrDefault(part, List.of());
    if (rows.isEmpty()) {
      return Evaluation.EMPTY;
    }
    List<Callable<Evaluation>> work = new ArrayList<>();
    rows.forEach(shard -> work.add(() -> evaluation.of(parameters, shard)));
    TreeSum<Evaluation> tree = new TreeSum<>(Evaluation::add);
    List<Evaluation> leaves = all(work);
    for (int v = 0; v < leaves.size(); v++) {
      tree.addLeaf(v, leaves.get(v));
    }
    return tree.total();
  }

  /**
   * The results in the order of the work; the calling thread takes a share itself where there is
   * but one.
   */
  private <T> List<T> all(List<Callable<T>> work) {
    List<T> results = new ArrayList<>();
    try {
      if (work.size() == 1) {
        return List.of(work.get(0).call());
      }
      for (Future<T> future : threads.invokeAll(work)) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while computing gradients", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
