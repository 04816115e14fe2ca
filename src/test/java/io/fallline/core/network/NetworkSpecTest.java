package io.fallline.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fallline.core.failure.Failure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworkSpecTest {
  @Test
  void outputsAreOneOrAScoreForEachClass() {
    assertEquals(1, spec(List.of(), List.of(), "logistic", 0).outputs());
    assertEquals(2, spec(List.of(), List.of(), "softmax", 0).outputs());
  }

  @Test
  void itTravelsToExecutors() throws IOException, ClassNotFoundException {
    NetworkSpec spec =
        new NetworkSpec(3, List.of(4), List.of("elu"), "huber", Map.of("delta", 2.0), 0, true, 0.5);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(spec);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertEquals(spec, in.readObject());
    }
  }

  @Test
  void whatIsNoNetworkIsRefused() {
    assertRefused(() -> spec(List.of(0), List.of("relu"), "mse", 0));
    assertRefused(() -> spec(List.of(3), List.of(), "mse", 0));
    assertRefused(() -> spec(List.of(), List.of(), "mse", 1));
    assertRefused(() -> spec(List.of(), List.of(), "mse", -0.1));
    assertRefused(() -> spec(List.of(), List.of(), "mse", Double.NaN));
    assertRefused(() -> new NetworkSpec(0, List.of(), List.of(), "mse", Map.of(), 0, true, 0));
  }

  private static void assertRefused(Runnable making) {
    Failure failure = assertThrows(Failure.class, making::run);
    assertEquals(Failure.Kind.CONFIGURATION, failure.kind());
  }

  private static NetworkSpec spec(
      List<Integer> hidden, List<String> activations, String loss, double dropout) {
    return new NetworkSpec(3, hidden, activations, loss, Map.of(), 2, true, dropout);
  }
}
