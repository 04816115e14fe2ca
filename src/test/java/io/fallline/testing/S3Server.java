package io.fallline.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A server that speaks S3, installed under target/ by the project's script, with one bucket. */
public final class S3Server {
  public static final String BUCKET = "s3a://bucket";

  private static final Path PROJECT = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

  private final Process process;
  private final String endpoint;

  private S3Server(Process process, String endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  public static S3Server start(Path logs) throws IOException, InterruptedException {
    Path installed = logs.resolve("install.log");
    Process install =
        new ProcessBuilder(PROJECT.resolve("src/test/s3/install.sh").toString())
            .redirectErrorStream(true)
            .redirectOutput(installed.toFile())
            .redirectInput(new File("/dev/null"))
            .start();
    if (install.waitFor() != 0) {
      throw new AssertionError("the server is not installed: " + Files.readString(installed));
    }
    Path log = logs.resolve("server.log");
    Process process =
        new ProcessBuilder(
                List.of(
                    PROJECT.resolve("target/s3/bin/python").toString(),
                    PROJECT.resolve("src/test/s3/server.py").toString()))
            .redirectError(log.toFile())
            .redirectInput(new File("/dev/null"))
            .start();
    BufferedReader told = process.inputReader(StandardCharsets.UTF_8);
    String port = told.readLine();
    if (port == null) {
      throw new AssertionError("the server does not start: " + Files.readString(log));
    }
    S3Server server = new S3Server(process, "http://127.0.0.1:" + port);
    HttpRequest bucket =
        HttpRequest.newBuilder(URI.create(server.endpoint + "/bucket"))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    int status = HttpClient.newHttpClient().send(bucket, BodyHandlers.discarding()).statusCode();
    if (status != 200) {
      throw new AssertionError("no bucket could be made: " + status);
    }
    return server;
  }

  /** What Hadoop has to know to find it. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("fs.s3a.endpoint", endpoint);
    settings.put("fs.s3a.endpoint.region", "us-east-1");
    settings.put("fs.s3a.path.style.access", "true");
    settings.put("fs.s3a.access.key", "tests");
    settings.put("fs.s3a.secret.key", "tests");
    // else each upload waits for an answer between its head and its body that this server never
    // gives
    settings.put("fs.s3a.connection.expect.continue", "false");
    return settings;
  }

  public void stop() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
