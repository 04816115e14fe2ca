package io.fallline.engine.resident;

import io.fallline.core.math.TreeReduction;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.network.CurvatureAggregate;
import io.fallline.core.network.GradientAggregate;
import io.fallline.core.serialization.JavaSerialization;
import io.fallline.core.serialization.JavaSerialization.DeserializationFilter;
import io.fallline.core.training.BatchPlan.Batch;
import io.fallline.core.training.DataSplit;
import io.fallline.engine.resident.MessageBuffer.MalformedMessageException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The messages between the driver and resident tasks in other processes, as bytes. Not Java
 * objects: Spark's RPC layer on an executor does not know the classes of an application, and dies
 * of them.
 *
 * <pre>
 * driver to task, a {@link ResidentTaskCommand}: its kind, its number, and then
 *   STEP         step, epoch, from, to of the batch; the parameters as float[]
 *   EVALUATE     the split; the parameters as float[]
 *   CURVATURE    the split; the parameters as double[]
 *   WAIT, LEAVE  nothing
 * task to driver, a {@link TaskReport}: its content, term, slot, attempt, done, nanos, and then
 *   NOTHING      nothing
 *   otherwise    how many nodes of the tree come; level and index of each, and its sum:
 *   GRADIENTS    rows, weight, loss; indices int[], null where dense; gradient float[], or null
 *   EVALUATIONS  an evaluation as byte[], by Java serialization: they come once an epoch
 *   CURVATURES   rows, weight, loss, pearson; gradient double[]; hessian double[]
 * </pre>
 *
 * <p>Numbers and arrays are those of {@link MessageBuffer}: floats are copied in bulk, once a side,
 * and what is sparse stays sparse. Not for several threads at once: a task writes every report into
 * the same bytes, and reads every command's floats into the same array.
 */
final class ResidentCodec {
  private enum Kind {
    STEP,
    EVALUATE,
    CURVATURE,
    WAIT,
    LEAVE
  }

  private enum Content {
    NOTHING,
    GRADIENTS,
    EVALUATIONS,
    CURVATURES
  }

  private static final int MOST_DEPTH = 16;

  private float[] parameters = new float[0];
  private byte[] written = new byte[0];

  static byte[] bytes(ResidentTaskCommand command) {
    return MessageBuffer.written(new byte[0], out -> put(out, command));
  }

  private static void put(MessageBuffer out, ResidentTaskCommand command) {
    if (command instanceof ResidentTaskCommand.Step step) {
      Batch batch = step.batch();
      out.put(Kind.STEP).put(step.number()).put(batch.step()).put(batch.epoch());
      out.put(batch.from()).put(batch.to()).put(step.parameters());
    } else if (command instanceof ResidentTaskCommand.Evaluate evaluate) {
      out.put(Kind.EVALUATE).put(evaluate.number()).put(evaluate.split());
      out.put(evaluate.parameters());
    } else if (command instanceof ResidentTaskCommand.Curvature curvature) {
      out.put(Kind.CURVATURE).put(curvature.number()).put(curvature.split());
      out.put(curvature.parameters());
    } else if (command instanceof ResidentTaskCommand.Signal signal) {
      out.put(Kind.valueOf(signal.name())).put(signal.number());
    } else {
      throw new IllegalStateException("no bytes for " + command);
    }
  }

  /**
   * A command. Its floats are overwritten by the next one that is read here.
   *
   * @throws MalformedMessageException if the bytes are no command
   */
  ResidentTaskCommand command(byte[] bytes) {
    return MessageBuffer.read(bytes, "command", this::command);
  }

  private ResidentTaskCommand command(MessageBuffer in) {
    Kind kind = in.constant(Kind.values());
    long number = in.number();
    return switch (kind) {
      case STEP -> {
        Batch batch = new Batch(in.number(), in.number(), in.number(), in.number());
        yield new ResidentTaskCommand.Step(number, floats(in), batch);
      }
      case EVALUATE -> {
        DataSplit split = in.constant(DataSplit.values());
        yield new ResidentTaskCommand.Evaluate(number, floats(in), split);
      }
      case CURVATURE -> {
        DataSplit split = in.constant(DataSplit.values());
        yield new ResidentTaskCommand.Curvature(number, in.doubles(), split);
      }
      case WAIT -> ResidentTaskCommand.Signal.WAIT;
      case LEAVE -> ResidentTaskCommand.Signal.LEAVE;
    };
  }

  private float[] floats(MessageBuffer in) {
    parameters = in.floats(parameters);
    return parameters;
  }

  /** A report with what it delivers; the bytes are overwritten by the next one. */
  byte[] bytes(TaskReport report) {
    written = MessageBuffer.written(written, out -> put(out, report));
    return written;
  }

  private static void put(MessageBuffer out, TaskReport report) {
    if (report.result() == null) {
      putHead(out, Content.NOTHING, report);
    } else if (report.result() instanceof TaskResult.Gradients gradients) {
      putHead(out, Content.GRADIENTS, report)
          .put(gradients.gradients(new FloatArrayPool()), ResidentCodec::put);
    } else if (report.result() instanceof TaskResult.Evaluations evaluations) {
      putHead(out, Content.EVALUATIONS, report).put(evaluations.evaluations(), ResidentCodec::put);
    } else if (report.result() instanceof TaskResult.Curvatures curvatures) {
      putHead(out, Content.CURVATURES, report).put(curvatures.curvatures(), ResidentCodec::put);
    } else {
      throw new IllegalStateException("no bytes for " + report.result());
    }
  }

  private static MessageBuffer putHead(MessageBuffer out, Content content, TaskReport report) {
    out.put(content).put(report.term()).put(report.slot()).put(report.attempt());
    return out.put(report.done()).put(report.nanos());
  }

  /**
   * A report that has come. Gradients are looked through and stay in these bytes: the thread that
   * trains reads them.
   *
   * @throws MalformedMessageException if the bytes are no report
   */
  static TaskReport report(byte[] bytes) {
    return MessageBuffer.read(bytes, "request", ResidentCodec::report);
  }

  private static TaskReport report(MessageBuffer in) {
    Content content = in.constant(Content.values());
    TaskReport alone = new TaskReport(in.integer(), in.integer(), in.number());
    return alone.with(in.number(), in.number(), result(content, in));
  }

  private static TaskResult result(Content content, MessageBuffer in) {
    return switch (content) {
      case NOTHING -> null;
      case GRADIENTS -> {
        List<TreeReduction.Node<Function<FloatArrayPool, GradientAggregate>>> nodes =
            in.nodes(ResidentCodec::gradient);
        yield new TaskResult.Gradients(
            arrays -> nodes.stream().map(node -> read(node, arrays)).toList());
      }
      case EVALUATIONS -> new TaskResult.Evaluations(in.nodes(ResidentCodec::evaluation));
      case CURVATURES -> new TaskResult.Curvatures(in.nodes(ResidentCodec::curvature));
    };
  }

  private static void put(MessageBuffer out, GradientAggregate sum) {
    out.put(sum.rows()).put(sum.weight()).put(sum.loss()).put(sum.indices()).put(sum.gradient());
  }

  private static TreeReduction.Node<GradientAggregate> read(
      TreeReduction.Node<Function<FloatArrayPool, GradientAggregate>> node, FloatArrayPool arrays) {
    return new TreeReduction.Node<>(node.level(), node.index(), node.sum().apply(arrays));
  }

  /** Looks at the lengths alone; what it returns reads the arrays. */
  private static Function<FloatArrayPool, GradientAggregate> gradient(MessageBuffer in) {
    long rows = in.number();
    double weight = in.real();
    double loss = in.real();
    ByteBuffer indices = in.elements(Integer.BYTES);
    ByteBuffer gradient = in.elements(Float.BYTES);
    if (indices != null && (gradient == null || gradient.limit() != indices.limit())) {
      throw new MalformedMessageException("a sparse gradient of another length than its indices");
    }
    return arrays ->
        indices == null
            ? GradientAggregate.dense(rows, weight, loss, arrays.read(gradient))
            : new GradientAggregate(
                rows,
                weight,
                loss,
                MessageBuffer.ints(indices),
                MessageBuffer.floats(gradient, new float[0]));
  }

  private static void put(MessageBuffer out, CurvatureAggregate sum) {
    out.put(sum.rows()).put(sum.weight()).put(sum.loss()).put(sum.pearson());
    out.put(sum.gradient()).put(sum.hessian());
  }

  private static CurvatureAggregate curvature(MessageBuffer in) {
    return new CurvatureAggregate(
        in.number(), in.real(), in.real(), in.real(), in.doubles(), in.doubles());
  }

  private static void put(MessageBuffer out, Evaluation sum) {
    out.put(JavaSerialization.bytes(sum));
  }

  /** Of classes of which evaluations consist: bytes of a stranger name others. */
  private static Evaluation evaluation(MessageBuffer in) {
    byte[] bytes = in.bytes();
    DeserializationFilter parts =
        new DeserializationFilter(
            bytes.length, MOST_DEPTH, type -> type.getPackage() == Evaluation.class.getPackage());
    try {
      return Objects.requireNonNull(JavaSerialization.value(bytes, Evaluation.class, parts));
    } catch (RuntimeException bad) {
      throw new MalformedMessageException("bytes that are no evaluation", bad);
    }
  }
}
