package io.fallline.mlflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** An HTTP client of a server that takes and answers JSON, and takes files. */
final class RestCalls {
  private static final Duration CONNECTING = Duration.ofSeconds(5);
  private static final long BYTES_A_SECOND = 1 << 20;
  private static final int LONGEST_ANSWER = 1 << 20;
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1) // the other asks plain servers for an upgrade first
          .connectTimeout(CONNECTING)
          .build();
  private final MlflowAddress server;
  private final Duration answering;

  /**
   * @param answerMillis how long a server may take for an answer
   */
  RestCalls(MlflowAddress server, long answerMillis) {
    this.server = server;
    this.answering = Duration.ofMillis(answerMillis);
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /**
   * @param path below the address, from its slash
   * @throws RequestException unless the server answers that it is done
   */
  JsonNode get(String path, Map<String, String> query) {
    String words =
        query.entrySet().stream()
            .map(word -> word.getKey() + "=" + URLEncoder.encode(word.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return answer("GET", path + "?" + words, BodyPublishers.noBody(), answering);
  }

  JsonNode post(String path, ObjectNode body) {
    return answer("POST", path, BodyPublishers.ofString(body.toString()), answering);
  }

  /**
   * @param bytes how many the stream has
   */
  void put(String path, long bytes, Supplier<InputStream> content) {
    BodyPublisher body =
        bytes == 0
            ? BodyPublishers.noBody()
            : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(content), bytes);
    answer("PUT", path, body, answering.plusSeconds(bytes / BYTES_A_SECOND));
  }

  private JsonNode answer(String method, String path, BodyPublisher body, Duration patience) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + path)).timeout(patience).method(method, body);
    request.header(
        "Content-Type", method.equals("PUT") ? "application/octet-stream" : "application/json");
    server.authorization().ifPresent(words -> request.header("Authorization", words));
    HttpResponse<InputStream> response = send(request.build(), patience);
    String text = text(response);
    if (response.statusCode() / 100 != 2) {
      throw new RequestException(
          response.statusCode(), refusal(method, path, response, text), null);
    }
    return json(text);
  }

  private HttpResponse<InputStream> send(HttpRequest request, Duration patience) {
    try {
      return client.send(request, BodyHandlers.ofInputStream());
    } catch (HttpTimeoutException e) {
      throw new RequestException(0, "does not answer within " + patience.toSeconds() + " s", e);
    } catch (ConnectException e) {
      boolean unknown = e.getCause() instanceof UnresolvedAddressException;
      throw new RequestException(0, unknown ? "is no known host" : "cannot be reached", e);
    } catch (IOException e) {
      throw new RequestException(0, "breaks off: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RequestException(0, "does not answer in time", e);
    }
  }

  /** At most so much as an answer can be: a server may be something else. */
  private static String text(HttpResponse<InputStream> response) {
    try (InputStream body = response.body()) {
      return new String(body.readNBytes(LONGEST_ANSWER), UTF_8);
    } catch (InterruptedIOException e) {
      Thread.currentThread().interrupt();
      throw new RequestException(0, "does not answer in time", e);
    } catch (IOException e) {
      throw new RequestException(0, "breaks off: " + e.getMessage(), e);
    }
  }

  private static String refusal(
      String method, String path, HttpResponse<InputStream> response, String text) {
    JsonNode answer = json(text);
    String words = answer.path("message").asText(answer.path("error_code").asText(""));
    int query = path.indexOf('?');
    String request = method + " " + (query < 0 ? path : path.substring(0, query));
    String said = words.isEmpty() ? "" : ": " + words;
    return "answers " + response.statusCode() + " to " + request + said;
  }

  private static JsonNode json(String text) {
    try {
      JsonNode read = JSON.readTree(text);
      return read == null ? MissingNode.getInstance() : read;
    } catch (JsonProcessingException e) { // a proxy's page, perhaps
      return MissingNode.getInstance();
    }
  }

  /** A request that failed. */
  static final class RequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * @param status what the server answered; 0: nothing
     */
    RequestException(int status, String message, Throwable cause) {
      super(message, cause);
      this.status = status;
    }

    int status() {
      return status;
    }

    /** Whether the same request may succeed later: the server is away, busy or in trouble. */
    boolean mayPass() {
      return status == 0 || status == 408 || status == 429 || status >= 500;
    }
  }
}
