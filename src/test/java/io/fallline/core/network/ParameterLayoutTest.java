package io.fallline.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import io.fallline.core.math.Range;
import io.fallline.core.network.ParameterLayout.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParameterLayoutTest {
  @Test
  void layersFollowEachOtherWeightsBeforeBiases() {
    NetworkSpec spec =
        new NetworkSpec(4, List.of(3, 5), List.of("relu", "tanh"), "softmax", Map.of(), 2, true, 0);
    ParameterLayout layout = ParameterLayout.of(spec);
    assertEquals(
        List.of(
            new Tensor("layers.0.weight", 3, 4, new Range(0, 12, false)),
            new Tensor("layers.0.bias", 3, 1, new Range(12, 15, true)),
            new Tensor("layers.1.weight", 5, 3, new Range(15, 30, false)),
            new Tensor("layers.1.bias", 5, 1, new Range(30, 35, true)),
            new Tensor("layers.2.weight", 2, 5, new Range(35, 45, false)),
            new Tensor("layers.2.bias", 2, 1, new Range(45, 47, true))),
        layout.tensors());
    assertEquals(47, layout.size());
    assertEquals(6, layout.ranges().size());
    assertEquals(new Range(12, 15, true), layout.ranges().get(1));
  }

  @Test
  void withoutInterceptThereAreWeightsAlone() {
    NetworkSpec spec =
        new NetworkSpec(4, List.of(3), List.of("relu"), "logistic", Map.of(), 2, false, 0);
    assertEquals(
        List.of(
            new Tensor("layers.0.weight", 3, 4, new Range(0, 12, false)),
            new Tensor("layers.1.weight", 1, 3, new Range(12, 15, false))),
        ParameterLayout.of(spec).tensors());
  }

  @Test
  void aNetworkBeyondAnArrayIsRefused() {
    NetworkSpec spec =
        new NetworkSpec(
            Integer.MAX_VALUE,
            List.of(Integer.MAX_VALUE),
            List.of("relu"),
            "mse",
            Map.of(),
            0,
            true,
            0);
    Failure failure = assertThrows(Failure.class, () -> ParameterLayout.of(spec));
    assertEquals(Failure.Kind.CONFIGURATION, failure.kind());
    assertTrue(failure.getMessage().contains("layers.0.weight"), failure.getMessage());
  }

  @Test
  void aNetworkJustTooLargeIsRefusedAtItsLastTensor() {
    NetworkSpec fits =
        new NetworkSpec(Integer.MAX_VALUE, List.of(), List.of(), "mse", Map.of(), 0, false, 0);
    assertEquals(Integer.MAX_VALUE, ParameterLayout.of(fits).size());
    NetworkSpec tooLarge =
        new NetworkSpec(Integer.MAX_VALUE, List.of(), List.of(), "mse", Map.of(), 0, true, 0);
    Failure failure = assertThrows(Failure.class, () -> ParameterLayout.of(tooLarge));
    assertTrue(failure.getMessage().contains("layers.0.bias"), failure.getMessage());
  }
}
