package io.fallline.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The requests of MLflow's REST interface that a run needs. */
record MlflowApi(RestCalls calls) {
  /** Metrics of a request, as MLflow takes them; of settings and tags it takes fewer. */
  static final int MOST_METRICS = 1000;

  private static final int MOST_WORDS = 100;

  private static final String API = "/api/2.0/mlflow/";
  private static final String FILES = "/api/2.0/mlflow-artifacts/artifacts";

  /** Where files of a run go that pass through the server. */
  private static final String THROUGH_THE_SERVER = "mlflow-artifacts";

  /** Of a setting's value; servers before MLflow 2.8 take no more. */
  private static final int LONGEST_SETTING = 500;

  /** Of a tag's value. */
  private static final int LONGEST_TAG = 5000;

  private static final int LONGEST_KEY = 250;
  private static final int NOT_FOUND = 404;
  private static final int BAD_REQUEST = 400;

  /**
   * A run that the server knows.
   *
   * @param files where its files go; null: not through the server
   */
  record Run(String id, String files) {}

  /** The id of an experiment, which is made if there is none. */
  String experiment(String name) {
    Optional<String> found = find(name);
    if (found.isPresent()) {
      return found.get();
    }
    try {
      return calls
          .post(API + "experiments/create", RestCalls.object().put("name", name))
          .path("experiment_id")
          .asText();
    } catch (RestCalls.RequestException refused) { // another run may have made it meanwhile
      if (refused.status() != BAD_REQUEST) {
        throw refused;
      }
      return find(name).orElseThrow(() -> refused);
    }
  }

  /** The id of an experiment, if there is one. */
  Optional<String> find(String name) {
    try {
      return Optional.of(
          calls
              .get(API + "experiments/get-by-name", Map.of("experiment_name", name))
              .at("/experiment/experiment_id")
              .asText());
    } catch (RestCalls.RequestException none) {
      if (none.status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw none;
    }
  }

  Run create(String experiment, TrackedRun.Start start, long now) {
    ObjectNode body =
        RestCalls.object()
            .put("experiment_id", experiment)
            .put("run_name", start.name())
            .put("start_time", now);
    addWords(body.putArray("tags"), start.tags(), LONGEST_TAG);
    JsonNode info = calls.post(API + "runs/create", body).at("/run/info");
    String id = info.path("run_id").asText();
    if (id.isEmpty()) {
      throw new RestCalls.RequestException(
          BAD_REQUEST, "answers as no MLflow server does: is it one?", null);
    }
    return new Run(id, filesOf(info.path("artifact_uri").asText()));
  }

  private static String filesOf(String place) {
    try {
      URI uri = new URI(place);
      boolean through = THROUGH_THE_SERVER.equals(uri.getScheme()) && uri.getAuthority() == null;
      return through ? FILES + uri.getRawPath() : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** The same words, as many at a time as a request may have. */
  static List<Map<String, String>> parts(Map<String, String> words) {
    List<Map<String, String>> parts = new ArrayList<>();
    words.forEach(
        (key, value) -> {
          if (parts.isEmpty() || parts.get(parts.size() - 1).size() == MOST_WORDS) {
            parts.add(new LinkedHashMap<>());
          }
          parts.get(parts.size() - 1).put(key, value);
        });
    return parts;
  }

  /** At most {@value #MOST_WORDS}. */
  void settings(Run run, Map<String, String> settings) {
    ObjectNode body = RestCalls.object().put("run_id", run.id());
    addWords(body.putArray("params"), settings, LONGEST_SETTING);
    calls.post(API + "runs/log-batch", body);
  }

  /** At most {@value #MOST_METRICS} metrics and {@value #MOST_WORDS} tags. */
  void batch(Run run, List<MetricQueue.Metric> metrics, Map<String, String> tags) {
    ObjectNode body = RestCalls.object().put("run_id", run.id());
    ArrayNode all = body.putArray("metrics");
    for (MetricQueue.Metric metric : metrics) {
      all.addObject()
          .put("key", metric.key())
          .put("value", metric.value())
          .put("step", metric.step())
          .put("timestamp", metric.timestamp());
    }
    addWords(body.putArray("tags"), tags, LONGEST_TAG);
    calls.post(API + "runs/log-batch", body);
  }

  void file(Run run, TrackedRun.Artifact file) {
    try (InputStream content = file.content().get()) {
      calls.put(run.files() + "/" + path(file.path()), file.bytes(), () -> content);
    } catch (IOException e) {
      throw new UncheckedIOException(file.path() + " cannot be read", e);
    }
  }

  void update(Run run, TrackedRun.Status status, long now) {
    calls.post(
        API + "runs/update",
        RestCalls.object()
            .put("run_id", run.id())
            .put("status", status.name())
            .put("end_time", now));
  }

  private static void addWords(ArrayNode array, Map<String, String> words, int longest) {
    words.forEach(
        (key, value) ->
            array
                .addObject()
                .put("key", cut(key(key), LONGEST_KEY))
                .put("value", cut(value, longest)));
  }

  /** Of the characters that MLflow lets a key have. */
  private static String key(String name) {
    return name.replaceAll("[^\\w.\\- /]", "_");
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }

  private static String path(String path) {
    try {
      return new URI(null, null, "/" + path, null).getRawPath().substring(1);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(path + " is no path of a file", e);
    }
  }
}
