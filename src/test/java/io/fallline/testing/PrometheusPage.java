package io.fallline.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkContext;

/** What a driver's page for Prometheus shows of trainings, read as Prometheus would. */
public final class PrometheusPage {
  private static final Pattern VALUE =
      Pattern.compile(
          "metrics_\\w+_driver_plugin_io_fallline_watch_FalllinePlugin_(\\w+)_(?:Value|Count)\\{type=\"(?:gauges|counters)\"} (\\S+)");

  private PrometheusPage() {}

  /** By name, as {@code digits_loss}. */
  public static Map<String, Double> of(SparkContext context)
      throws IOException, InterruptedException {
    int port = URI.create(context.uiWebUrl().get()).getPort();
    var response =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL) // to the same with a slash, by Spark
            .build()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/metrics/prometheus"))
                    .build(),
                BodyHandlers.ofString());
    assertEquals(200, response.statusCode());
    Map<String, Double> values = new TreeMap<>();
    Matcher value = VALUE.matcher(response.body());
    while (value.find()) {
      values.put(value.group(1), Double.valueOf(value.group(2)));
    }
    return values;
  }
}
