package io.fallline.mlflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands before a real server and writes down what passes. */
final class RecordingProxy implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
  private final String behind;
  private final HttpServer server;

  RecordingProxy(String behind) throws IOException {
    this.behind = behind;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::pass);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Exchange> exchanges() {
    return exchanges;
  }

  private void pass(HttpExchange http) throws IOException {
    try (http) {
      byte[] body = http.getRequestBody().readAllBytes();
      HttpResponse<byte[]> response =
          client.send(
              HttpRequest.newBuilder(URI.create(behind + http.getRequestURI()))
                  .header("Content-Type", http.getRequestHeaders().getFirst("Content-Type"))
                  .method(http.getRequestMethod(), BodyPublishers.ofByteArray(body))
                  .build(),
              BodyHandlers.ofByteArray());
      exchanges.add(
          new Exchange(
              http.getRequestMethod(),
              http.getRequestURI().toString(),
              null,
              new String(body, UTF_8),
              response.statusCode(),
              new String(response.body(), UTF_8)));
      http.sendResponseHeaders(response.statusCode(), response.body().length);
      http.getResponseBody().write(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
