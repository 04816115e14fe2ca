package io.fallline.mlflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, and as whom to speak. */
class MlflowAddressTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "MLFLOW_TRACKING_USERNAME", "me",
          "MLFLOW_TRACKING_PASSWORD", "hush",
          "MLFLOW_TRACKING_TOKEN", "hush");

  @Test
  void aUserInTheAddressIsSentAndNeverShown() {
    MlflowAddress server = MlflowAddress.of("https://me:hush@host:5000/mlflow/", ENVIRONMENT);
    assertEquals("https://host:5000/mlflow", server.toString());
    assertEquals(Optional.of("Basic bWU6aHVzaA=="), server.authorization());
    assertEquals(server.toString(), server.address().toString());
  }

  @Test
  void elseTheEnvironmentSaysWhoAsForMlflowsOwnClient() {
    assertEquals(
        Optional.of("Basic bWU6aHVzaA=="),
        MlflowAddress.of("http://host", ENVIRONMENT).authorization());
    assertEquals(
        Optional.of("Bearer hush"),
        MlflowAddress.of("http://host", Map.of("MLFLOW_TRACKING_TOKEN", "hush\n")).authorization());
    assertEquals(
        Optional.empty(),
        MlflowAddress.of("http://host", Map.of("MLFLOW_TRACKING_USERNAME", "me")).authorization());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mlflow:5000",
        "databricks",
        "file:///tmp",
        "http://",
        "http:///x",
        "http://a b",
        "http://h?x=1"
      })
  void whatIsNoAddressIsNone(String text) {
    assertFalse(MlflowAddress.isAddress(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://h", "https://h:1/a/b/", "http://[::1]:5000", " http://h "})
  void whatIsAnAddressIsOne(String text) {
    assertTrue(MlflowAddress.isAddress(text));
    assertEquals(text.strip().replaceAll("/$", ""), MlflowAddress.of(text, Map.of()).toString());
  }
}
