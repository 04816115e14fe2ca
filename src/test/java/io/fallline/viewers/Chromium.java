package io.fallline.viewers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A Chromium without a window, spoken to in its DevTools protocol. */
public final class Chromium implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SECONDS = 120;

  private final Process process;
  private final WebSocket socket;
  private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  private final List<JsonNode> events = new ArrayList<>();
  private int lastId;

  /**
   * @param profile an empty directory for what it keeps
   */
  public Chromium(Path profile) throws Exception {
    String binary = System.getenv().getOrDefault("FALLLINE_CHROMIUM", "chromium");
    process =
        new ProcessBuilder(
                binary,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--remote-allow-origins=*",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolveSibling("chromium.log").toFile())
            .start();
    int port = port(profile.resolve("DevToolsActivePort"));
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest newPage =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new"))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    JsonNode page =
        JSON.readTree(client.send(newPage, HttpResponse.BodyHandlers.ofString()).body());
    socket =
        client
            .newWebSocketBuilder()
            .buildAsync(URI.create(page.get("webSocketDebuggerUrl").asText()), new Listener())
            .join();
    for (String domain : List.of("Page", "Network", "Runtime", "Log")) {
      send(domain + ".enable", JSON.createObjectNode());
    }
  }

  /** Chromium writes it once it listens. */
  private int port(Path file) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (System.nanoTime() < end && process.isAlive()) {
      if (Files.exists(file) && Files.readString(file).contains("\n")) {
        return Integer.parseInt(Files.readAllLines(file).get(0));
      }
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
    throw new IOException("Chromium does not answer: see chromium.log beside its profile");
  }

  /** Opens a page and waits until it is shown. Events of earlier pages are forgotten. */
  public void open(URI page) throws Exception {
    events.clear();
    send("Page.navigate", JSON.createObjectNode().put("url", page.toString()));
    while (events.stream().noneMatch(event -> is(event, "Page.loadEventFired"))) {
      events.add(next());
    }
  }

  /** Waits until an expression in JavaScript holds. */
  public void await(String expression) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!evaluate(expression).asBoolean()) {
      if (System.nanoTime() > end) {
        throw new IOException("not so after " + SECONDS + " s: " + expression);
      }
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
  }

  /** A width in pixels, and light or dark. */
  public void look(int width, String scheme) throws Exception {
    ObjectNode console = JSON.createObjectNode().put("width", width).put("height", 900);
    send(
        "Emulation.setDeviceMetricsOverride",
        console.put("deviceScaleFactor", 1).put("mobile", width < 500));
    ObjectNode media = JSON.createObjectNode();
    media.putArray("features").addObject().put("name", "prefers-color-scheme").put("value", scheme);
    send("Emulation.setEmulatedMedia", media);
  }

  /** What an expression in JavaScript comes to. */
  public JsonNode evaluate(String expression) throws Exception {
    ObjectNode parameters = JSON.createObjectNode().put("expression", expression);
    return send("Runtime.evaluate", parameters.put("returnByValue", true))
        .get("result")
        .get("value");
  }

  /** The page from its top down to a height. */
  public byte[] picture(int height) throws Exception {
    ObjectNode parameters = JSON.createObjectNode().put("format", "png");
    parameters.put("captureBeyondViewport", true);
    parameters
        .putObject("clip")
        .put("x", 0)
        .put("y", 0)
        .put("width", evaluate("innerWidth").asInt())
        .put("height", Math.min(height, evaluate("document.body.scrollHeight").asInt()))
        .put("scale", 1);
    return data(send("Page.captureScreenshot", parameters));
  }

  byte[] print() throws Exception {
    return data(send("Page.printToPDF", JSON.createObjectNode().put("printBackground", true)));
  }

  /** Addresses that were asked for. */
  public List<String> requests() {
    return events.stream()
        .filter(event -> is(event, "Network.requestWillBeSent"))
        .map(event -> event.at("/params/request/url").asText())
        .toList();
  }

  /** What the console shows. */
  public List<String> complaints() {
    return events.stream()
        .filter(
            event ->
                is(event, "Log.entryAdded")
                    || is(event, "Runtime.exceptionThrown")
                    || is(event, "Runtime.consoleAPICalled"))
        .map(JsonNode::toString)
        .toList();
  }

  private JsonNode send(String method, ObjectNode parameters) throws Exception {
    int id = ++lastId;
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", parameters);
    socket.sendText(message.toString(), true).join();
    while (true) {
      JsonNode answer = next();
      if (answer.path("id").asInt() != id) {
        events.add(answer);
      } else if (answer.has("error")) {
        throw new IOException(method + ": " + answer.get("error"));
      } else {
        return answer.get("result");
      }
    }
  }

  private JsonNode next() throws Exception {
    JsonNode message = messages.poll(SECONDS, TimeUnit.SECONDS);
    if (message == null) {
      throw new IOException("Chromium has not answered for " + SECONDS + " s");
    }
    return message;
  }

  private static boolean is(JsonNode event, String method) {
    return event.path("method").asText().equals(method);
  }

  private static byte[] data(JsonNode result) {
    return Base64.getDecoder().decode(result.get("data").asText());
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    process.waitFor(SECONDS, TimeUnit.SECONDS);
  }

  /** Puts messages together from their parts. */
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          messages.add(JSON.readTree(text.toString()));
        } catch (IOException e) {
          throw new IllegalStateException("Chromium speaks JSON", e);
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
