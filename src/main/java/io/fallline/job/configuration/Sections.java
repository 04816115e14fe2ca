package io.fallline.job.configuration;

import com.typesafe.config.Config;
import io.fallline.job.configuration.CheckpointSection.Resume;
import io.fallline.job.configuration.RetrainSection.Gate;
import io.fallline.job.configuration.RetrainSection.GateData;
import io.fallline.job.configuration.RetrainSection.NewData;
import io.fallline.job.configuration.RetrainSection.Window;
import io.fallline.mlflow.MlflowAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads all sections of a configuration whose defaults are filled in. */
final class Sections {
  /** In minutes; what is shorter is none, and what is longer the clock cannot hold. */
  private static final double SHORTEST_LEASE = 1e-5;

  private static final double LONGEST_LEASE = 525_600;

  private final SectionReader root;
  private final Config defaults;
  private final ComponentRegistries parts;

  Sections(Config configuration, Config defaults, ComponentRegistries parts, KeyOrigins places) {
    this.root = new SectionReader(configuration.root(), List.of(), places);
    this.defaults = defaults;
    this.parts = parts;
  }

  JobConfiguration read() {
    return new JobConfiguration(
        name(),
        DataReader.read(root.section("data")),
        ModelReader.read(root.section("model"), ownKeys("model"), parts),
        optimizer(root.section("optimizer")),
        schedule(root.section("schedule")),
        regularization(root.section("regularization")),
        TrainingReader.read(root.section("training"), parts),
        checkpoint(root.section("checkpoint")),
        output(root.section("output")),
        retrain(root.section("retrain")));
  }

  private String name() {
    String name = root.text("name", DirectoryNames.EXPECTED);
    if (!DirectoryNames.is(name)) {
      throw root.refused("name", DirectoryNames.EXPECTED);
    }
    return name;
  }

  private OptimizerSection optimizer(SectionReader optimizer) {
    String rule = optimizer.oneOf("rule", parts.rules().names());
    return new OptimizerSection(
        rule,
        learningRate(optimizer),
        new ComponentSettings(optimizer, ownKeys("optimizer")).ofOnly(parts.rules(), rule));
  }

  private static OptionalDouble learningRate(SectionReader optimizer) {
    return optimizer.isAuto("learningRate")
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            optimizer.number(
                "learningRate", "a number above 0, or auto", NumberConditions::isPositive));
  }

  ScheduleSection schedule(SectionReader schedule) {
    String type = schedule.oneOf("type", parts.schedules().names());
    return new ScheduleSection(
        type,
        schedule.whole("warmupSteps", "a whole number of 0 or more", n -> n >= 0),
        WatchedMetric.metric(schedule, parts),
        new ComponentSettings(schedule, ownKeys("schedule")).ofAny(parts.schedules(), type));
  }

  private static RegularizationSection regularization(SectionReader penalties) {
    return new RegularizationSection(
        penalties.number("l1", "a number of 0 or more", NumberConditions::isNotNegative),
        penalties.number("l2", "a number of 0 or more", NumberConditions::isNotNegative));
  }

  private static CheckpointSection checkpoint(SectionReader checkpoint) {
    OptionalLong everyEpochs = checkpoint.optionalCount("everyEpochs");
    return new CheckpointSection(
        HadoopPath.readOptional(checkpoint, "directory", "a directory"),
        everyEpochs.isPresent()
            ? OptionalInt.of(checkpoint.count("everyEpochs", 1))
            : OptionalInt.empty(),
        checkpoint.optionalCount("everySteps"),
        checkpoint.count("keep", 1),
        checkpoint.oneOf("resume", Resume.class));
  }

  private static OutputSection output(SectionReader output) {
    SectionReader mlflow = output.section("mlflow");
    String expected = "the address of a tracking server, such as http://mlflow:5000";
    Optional<String> tracking = mlflow.optionalText("tracking", expected);
    if (tracking.isPresent() && !MlflowAddress.isAddress(tracking.get())) {
      throw mlflow.refused("tracking", expected);
    }
    return new OutputSection(
        HadoopPath.read(output, "directory", "a directory"),
        new OutputSection.Mlflow(tracking, mlflow.optionalText("experiment", "a name")));
  }

  private RetrainSection retrain(SectionReader retrain) {
    SectionReader window = retrain.section("window");
    SectionReader gate = retrain.section("gate");
    return new RetrainSection(
        HadoopPath.readOptional(retrain, "registry", "a directory"),
        retrain.optionalText("model", "a name"),
        retrain.flag("warmStart"),
        retrain.flag("warmOptimizer"),
        retrain.oneOf("new", NewData.class),
        new Window(
            window.optionalText("column", "the name of a column"),
            window.optionalNumber(
                "days", "a number above 0, or null", NumberConditions::isPositive)),
        new Gate(
            WatchedMetric.metric(gate, parts),
            gate.oneOf("on", GateData.class),
            gate.number("minGain", "a number", Double::isFinite),
            gate.optionalNumber("absolute", "a number, or null", Double::isFinite)),
        retrain.count("keep", 1),
        retrain.optionalText("runKey", "a text"),
        retrain.number(
            "leaseMinutes",
            "a number from 1e-5, a millisecond, to 525600, a year",
            minutes -> minutes >= SHORTEST_LEASE && minutes <= LONGEST_LEASE));
  }

  private Set<String> ownKeys(String section) {
    return defaults.getObject(section).keySet();
  }
}
