package io.fallline.mlflow;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** MLflow itself, installed under target/ by the project's script, with a database of its own. */
final class RealServer {
  private static final Path PROJECT = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final int SECONDS_TO_START = 240;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final int port;

  private RealServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static RealServer start(Path directory) throws IOException, InterruptedException {
    run(
            List.of(PROJECT.resolve("src/test/mlflow/install.sh").toString()),
            directory.resolve("install.log"))
        .waitFor();
    int port = freePort();
    Process process =
        run(
            List.of(
                PROJECT.resolve("target/mlflow/bin/mlflow").toString(),
                "server",
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--workers",
                "1",
                "--backend-store-uri",
                "sqlite:///" + directory.resolve("mlflow.db"),
                "--artifacts-destination",
                directory.resolve("files").toString()),
            directory.resolve("server.log"));
    RealServer server = new RealServer(process, port);
    server.awaitAnswer(directory);
    return server;
  }

  private static Process run(List<String> command, Path log) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .redirectInput(new File("/dev/null"))
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitAnswer(Path directory) throws IOException, InterruptedException {
    for (int second = 0; second < SECONDS_TO_START; second++) {
      if (process.waitFor(1, TimeUnit.SECONDS)) {
        break;
      }
      try {
        if (get("/health").statusCode() == 200) {
          return;
        }
      } catch (IOException e) { // not yet
      }
    }
    stop();
    throw new AssertionError(
        "MLflow does not start: "
            + Files.readString(directory.resolve("install.log"))
            + Files.readString(directory.resolve("server.log")));
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(address() + path)).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(address() + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build(),
        BodyHandlers.ofString());
  }

  /** Ends it and the workers that it has started. */
  void stop() throws InterruptedException {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroy();
    process.waitFor(10, TimeUnit.SECONDS);
    all.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
