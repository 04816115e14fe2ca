package io.fallline.bench;

import io.fallline.bench.command.DataToModel;
import io.fallline.bench.command.Growth;
import io.fallline.bench.command.Large;
import io.fallline.bench.command.Predictions;
import io.fallline.bench.work.Clicks;
import io.fallline.bench.work.ClusterSteps;
import io.fallline.bench.work.ColdEpochs;
import io.fallline.bench.work.DriverHeap;
import io.fallline.bench.work.FashionAccuracy;
import io.fallline.bench.work.Loading;
import io.fallline.bench.work.LocalSteps;
import io.fallline.bench.work.LogisticOptimum;
import io.fallline.bench.work.LogisticRate;
import io.fallline.bench.work.NetworkRate;
import io.fallline.bench.work.PackedRows;
import io.fallline.bench.work.TransformRate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** All workloads. A new one is a file beside them and a line here. */
final class Workloads {
  private Workloads() {}

  static List<Workload> all() {
    List<Workload> all = new ArrayList<>();
    all.addAll(DataToModel.all());
    all.addAll(Predictions.all());
    all.addAll(Growth.all());
    all.addAll(Large.all());
    all.addAll(inOneSession());
    return all;
  }

  private static List<Workload> inOneSession() {
    return List.of(
        new LocalSteps(),
        new ClusterSteps(),
        new LogisticRate(2_000, 100),
        new LogisticRate(200, 20),
        new LogisticOptimum(),
        new FashionAccuracy(),
        new NetworkRate(128, List.of(128), 6),
        new NetworkRate(1_024, List.of(128), 10),
        new NetworkRate(4_096, List.of(128), 10),
        new NetworkRate(256, List.of(512, 256), 3),
        new Clicks(),
        new Loading(),
        new ColdEpochs(),
        new DriverHeap(),
        new PackedRows(),
        new TransformRate(0),
        new TransformRate(64));
  }

  static Workload named(String name) {
    return all().stream()
        .filter(workload -> workload.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    name
                        + " is not a workload (there are "
                        + all().stream().map(Workload::name).collect(Collectors.joining(", "))
                        + ")"));
  }
}
