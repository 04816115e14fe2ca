package io.fallline.mlflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on this machine that answers as a real MLflow server has answered. */
public final class RecordedServer implements AutoCloseable {
  private final List<Exchange> recorded;
  private final List<Exchange> seen = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final Behaviour behaviour;

  /** What a server does instead of answering as recorded. */
  public interface Behaviour {
    /** Answers so. */
    record Answer(int status, String body) {}

    /**
     * @return null: as recorded
     */
    Answer to(Exchange request) throws IOException, InterruptedException;
  }

  public RecordedServer() throws IOException {
    this(request -> null);
  }

  public RecordedServer(Behaviour behaviour) throws IOException {
    this(0, behaviour);
  }

  /**
   * @param port 0: a free one
   */
  RecordedServer(int port, Behaviour behaviour) throws IOException {
    this.behaviour = behaviour;
    this.recorded = Exchange.recorded();
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Requests in the order of their answers. */
  public List<Exchange> seen() {
    return seen;
  }

  public List<Exchange> seen(String endpoint) {
    return seen.stream().filter(exchange -> exchange.endpoint().equals(endpoint)).toList();
  }

  private void answer(HttpExchange http) throws IOException {
    try (http) {
      String body = new String(http.getRequestBody().readAllBytes(), UTF_8);
      Exchange request =
          new Exchange(
              http.getRequestMethod(),
              http.getRequestURI().toString(),
              http.getRequestHeaders().getFirst("Authorization"),
              body,
              0,
              "");
      Behaviour.Answer answer = behaviour.to(request);
      Exchange told = answer == null ? asRecorded(request) : answered(request, answer);
      seen.add(told);
      byte[] bytes = told.answer().getBytes(UTF_8);
      http.sendResponseHeaders(told.status(), bytes.length == 0 ? -1 : bytes.length);
      http.getResponseBody().write(bytes);
    } catch (InterruptedException e) { // the test is over
      Thread.currentThread().interrupt();
    }
  }

  private Exchange asRecorded(Exchange request) {
    Exchange alike =
        recorded.stream()
            .filter(each -> each.method().equals(request.method()))
            .filter(each -> each.endpoint().equals(request.endpoint()))
            .findFirst()
            .orElseThrow(() -> new AssertionError("never recorded: " + request));
    return answered(request, new Behaviour.Answer(alike.status(), alike.answer()));
  }

  private static Exchange answered(Exchange request, Behaviour.Answer answer) {
    return new Exchange(
        request.method(),
        request.path(),
        request.authorization(),
        request.request(),
        answer.status(),
        answer.body());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
