package io.fallline.mlflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fallline.mlflow.RecordedServer.Behaviour.Answer;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that a server is told of, whatever the server does; it answers as MLflow has answered. */
@Timeout(60)
class MlflowRunTest {
  private static final RetryPolicy QUICK =
      new RetryPolicy(10_000, 1, 5, 50, 60_000, 60_000, 50_000);

  @Test
  void requestsAreThoseThatMlflowWasSeenToUnderstand() throws Exception {
    try (RecordedServer server = new RecordedServer()) {
      assertEquals(List.of(), SampleRun.tell(of(server), RetryPolicy.DEFAULT));
      assertEquals(
          Exchange.recorded().stream().map(Exchange::timeless).toList(),
          server.seen().stream().map(Exchange::timeless).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 429})
  void aServerInTroubleIsAskedAgainAndNothingIsLost(int status) throws Exception {
    Map<String, Integer> requests = new ConcurrentHashMap<>();
    try (RecordedServer server =
        new RecordedServer(
            request ->
                requests.merge(request.endpoint(), 1, Integer::sum) <= 2
                    ? new Answer(status, "<html>busy</html>")
                    : null)) {
      MlflowRun run = MlflowRun.begin(of(server), SampleRun.start(), QUICK);
      SampleRun.steps(run);
      while (metrics(server) < 6) {
        Thread.onSpinWait();
      }
      assertEquals(
          "MLflow at "
              + server.address()
              + " answers "
              + status
              + " to GET /api/2.0/mlflow/experiments/get-by-name; training goes on, and it is asked again",
          run.takeWarning());
      assertNull(run.takeWarning(), "one line");
      run.end(SampleRun.end(TrackedRun.Status.FINISHED));
      assertEquals(1, server.seen("runs/update").stream().filter(u -> u.status() == 200).count());
      assertEquals(3, server.seen("artifacts").stream().filter(u -> u.status() == 200).count());
    }
  }

  @Test
  void aServerThatComesLateIsToldOfAll() throws Exception {
    int port = freePort();
    MlflowRun run =
        MlflowRun.begin(
            MlflowAddress.of("http://127.0.0.1:" + port, Map.of()), SampleRun.start(), QUICK);
    SampleRun.steps(run);
    String warning = run.takeWarning();
    while (warning == null) {
      Thread.onSpinWait();
      warning = run.takeWarning();
    }
    assertEquals(
        "MLflow at http://127.0.0.1:"
            + port
            + " cannot be reached; training goes on, and it is asked again",
        warning);
    try (RecordedServer server = new RecordedServer(port, request -> null)) {
      while (metrics(server) < 6) {
        Thread.onSpinWait();
      }
      run.end(SampleRun.end(TrackedRun.Status.FINISHED));
      assertEquals(1, server.seen("runs/update").size());
    }
  }

  @Test
  void aServerThatIsNeverThereIsTwoLinesAndNoMore() throws Exception {
    String address = "http://127.0.0.1:" + freePort();
    List<String> warnings = SampleRun.tell(MlflowAddress.of(address, Map.of()), QUICK);
    assertEquals(
        List.of(
            "MLflow at " + address + " cannot be reached; training goes on, and it is asked again",
            "MLflow at " + address + " cannot be reached; the run is not tracked to its end"),
        warnings);
  }

  @Test
  void aServerThatNeverAnswersIsLeftAfterAWhile() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (RecordedServer server =
        new RecordedServer(
            request -> {
              never.await();
              return null;
            })) {
      List<String> impatient =
          SampleRun.tell(of(server), new RetryPolicy(20, 1, 5, 50, 60_000, 60_000, 50_000));
      assertTrue(
          impatient.get(0).contains(" does not answer within 0 s; training goes on"),
          impatient::toString);
      List<String> tooSlow =
          SampleRun.tell(of(server), new RetryPolicy(60_000, 1, 5, 50, 20, 20, 50_000));
      assertEquals(
          List.of(
              "MLflow at " + server.address() + " is too slow to be told of the end of the run"),
          tooSlow);
    }
  }

  @Test
  void theNewestMetricsAreToldOfMoreThanMayWait() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    try (RecordedServer server =
        new RecordedServer(
            request -> {
              told.await();
              return null;
            })) {
      MlflowRun run =
          MlflowRun.begin(
              of(server), SampleRun.start(), new RetryPolicy(60_000, 1, 5, 50, 60_000, 60_000, 10));
      for (int step = 1; step <= 1000; step++) {
        run.metrics(step, Map.of("loss", 1.0));
      }
      told.countDown();
      run.end(SampleRun.end(TrackedRun.Status.FINISHED));
      assertEquals(
          List.of("MLflow at " + server.address() + " did not keep up: 990 metrics are left out"),
          SampleRun.warnings(run));
      JsonNode first = batches(server).get(0);
      assertEquals(991, first.at("/metrics/0/step").asInt());
    }
  }

  @Test
  void whatIsRefusedIsLeftOutAndTheRestIsTold() throws Exception {
    try (RecordedServer server =
        new RecordedServer(
            request ->
                request.request().contains("final/test")
                    ? new Answer(400, "{\"error_code\": \"BAD\", \"message\": \"not\\nso\"}")
                    : null)) {
      assertEquals(
          List.of(
              "MLflow at "
                  + server.address()
                  + " answers 400 to POST /api/2.0/mlflow/runs/log-batch: not; so; what it refuses is left out"),
          SampleRun.tell(of(server), QUICK));
      assertEquals("FINISHED", server.seen("runs/update").get(0).json().get("status").asText());
      assertEquals(3, server.seen("artifacts").size());
    }
  }

  @Test
  void whoMayNotTellEndsWithOneLine() throws Exception {
    try (RecordedServer server = new RecordedServer(request -> new Answer(401, "who?"))) {
      MlflowAddress asMe = MlflowAddress.of(server.address().replace("//", "//me:hush@"), Map.of());
      assertEquals(
          List.of(
              "MLflow at "
                  + server.address()
                  + " answers 401 to GET /api/2.0/mlflow/experiments/get-by-name; the run is not tracked to its end"),
          SampleRun.tell(asMe, QUICK));
      assertEquals(1, server.seen().size());
      assertEquals("Basic bWU6aHVzaA==", server.seen().get(0).authorization());
      assertFalse(server.seen().get(0).path().contains("hush"));
    }
  }

  @Test
  void somethingElseThanMlflowIsFoundOut() throws Exception {
    try (RecordedServer server =
        new RecordedServer(request -> new Answer(200, "<html>welcome</html>"))) {
      assertEquals(
          List.of(
              "MLflow at "
                  + server.address()
                  + " answers as no MLflow server does: is it one?; the run is not tracked to its end"),
          SampleRun.tell(of(server), QUICK));
    }
  }

  @Test
  void anExperimentThatAnotherRunMakesMeanwhileIsTaken() throws Exception {
    AtomicInteger lookups = new AtomicInteger();
    try (RecordedServer server =
        new RecordedServer(
            request ->
                switch (request.endpoint()) {
                  case "experiments/create" ->
                      new Answer(400, "{\"error_code\": \"RESOURCE_ALREADY_EXISTS\"}");
                  case "experiments/get-by-name" ->
                      lookups.incrementAndGet() == 1
                          ? null
                          : new Answer(200, "{\"experiment\": {\"experiment_id\": \"17\"}}");
                  default -> null;
                })) {
      assertEquals(List.of(), SampleRun.tell(of(server), QUICK));
      JsonNode created = server.seen("runs/create").get(0).json();
      assertEquals("17", created.get("experiment_id").asText());
    }
  }

  @Test
  void aServerThatTakesNoFilesGetsNone() throws Exception {
    try (RecordedServer server =
        new RecordedServer(
            request ->
                request.endpoint().equals("runs/create")
                    ? new Answer(
                        200,
                        "{\"run\": {\"info\": {\"run_id\": \"r\", \"artifact_uri\": \"s3://b/1/r\"}}}")
                    : null)) {
      assertEquals(List.of(), SampleRun.tell(of(server), QUICK));
      assertEquals(List.of(), server.seen("artifacts"));
      assertEquals(1, server.seen("runs/update").size());
    }
  }

  @Test
  void aServerThatCannotKeepFilesIsToldTheEnd() throws Exception {
    try (RecordedServer server =
        new RecordedServer(
            request -> request.endpoint().equals("artifacts") ? new Answer(500, "") : null)) {
      List<String> warnings = SampleRun.tell(of(server), QUICK);
      assertEquals(2, warnings.size(), warnings::toString);
      assertTrue(warnings.get(1).endsWith("; files of the run are left out"), warnings::toString);
      assertEquals("FINISHED", server.seen("runs/update").get(0).json().get("status").asText());
    }
  }

  @Test
  void aFileThatCannotBeReadIsALine() throws Exception {
    try (RecordedServer server = new RecordedServer()) {
      MlflowRun run = MlflowRun.begin(of(server), SampleRun.start(), QUICK);
      TrackedRun.Artifact gone =
          new TrackedRun.Artifact(
              "gone",
              3,
              () -> {
                throw new UncheckedIOException("gone", new NoSuchFileException("gone"));
              });
      run.end(new TrackedRun.End(TrackedRun.Status.FINISHED, 1, Map.of(), Map.of(), List.of(gone)));
      assertEquals(
          List.of("MLflow at " + server.address() + " is not given a file: gone"),
          SampleRun.warnings(run));
      assertEquals("FINISHED", server.seen("runs/update").get(0).json().get("status").asText());
    }
  }

  @Test
  void aRunThatWasKilledHasNoTimeForFiles() throws Exception {
    try (RecordedServer server = new RecordedServer()) {
      MlflowRun run = MlflowRun.begin(of(server), SampleRun.start(), QUICK);
      run.end(SampleRun.end(TrackedRun.Status.KILLED));
      assertEquals(List.of(), server.seen("artifacts"));
      assertEquals("KILLED", server.seen("runs/update").get(0).json().get("status").asText());
    }
  }

  private static MlflowAddress of(RecordedServer server) {
    return MlflowAddress.of(server.address(), Map.of());
  }

  private static List<JsonNode> batches(RecordedServer server) {
    return server.seen("runs/log-batch").stream()
        .filter(request -> request.status() == 200)
        .map(Exchange::json)
        .filter(request -> request.path("metrics").size() > 0)
        .toList();
  }

  private static int metrics(RecordedServer server) {
    return batches(server).stream().mapToInt(batch -> batch.get("metrics").size()).sum();
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
