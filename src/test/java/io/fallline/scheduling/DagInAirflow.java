package io.fallline.scheduling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.cli.ParsedCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Airflow makes of the DAG: {@code mvn test -Dtests=schedulers}. */
@Tag("schedulers")
class DagInAirflow {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> AIRFLOW = new HashMap<>();

  @TempDir private static Path home;
  @TempDir private Path directory;
  private StandIn fallline;

  @BeforeAll
  static void install() throws Exception {
    Tools.install();
    AIRFLOW.put("AIRFLOW_HOME", home.toString());
    AIRFLOW.put("AIRFLOW__CORE__LOAD_EXAMPLES", "false");
    Ran migrated = Ran.of(List.of(Tools.python("airflow"), "db", "migrate"), AIRFLOW);
    assertEquals(0, migrated.exit(), migrated.output());
  }

  @BeforeEach
  void start() throws Exception {
    fallline = new StandIn(directory.resolve("fallline"));
    AIRFLOW.put("FALLLINE_HOME", fallline.home().toString());
  }

  @Test
  void itImportsAndRunsOnceANightOneAtATime() throws Exception {
    JsonNode dag = dag(Schedule.text(Schedule.DAG));
    assertEquals("30 2 * * *", dag.get("schedule").asText());
    assertEquals(1, dag.get("maxActiveRuns").asInt());
    assertEquals(false, dag.get("catchup").asBoolean());
    assertEquals(JSON.readTree("{\"retrain\": 5}"), dag.get("tasks"));
  }

  @Test
  void theLogicalDateIsTheRunKey() throws Exception {
    LocalDate before = LocalDate.now(ZoneOffset.UTC);
    dag(Schedule.text(Schedule.DAG), "2026-03-01T02:30", "none");
    LocalDate after = LocalDate.now(ZoneOffset.UTC);

    List<String> scheduled = fallline.calls().get(0);
    assertEquals(Retrainings.words(fallline.configuration(), "2026-03-01"), scheduled);
    ParsedCommand.of(scheduled);

    List<String> byHand = fallline.calls().get(1);
    assertTrue(
        List.of(
                Retrainings.words(fallline.configuration(), before.toString()),
                Retrainings.words(fallline.configuration(), after.toString()))
            .contains(byHand),
        byHand.toString());
  }

  @Test
  void everyExitCodeIsTakenForWhatItMeans() throws Exception {
    fallline.endsWith(0, 20, 64, 65, 70, 78, 75, 74, 0);
    List<String> states = new ArrayList<>();
    JsonNode dag =
        dag(
            Schedule.text(Schedule.DAG),
            "2026-03-01",
            "2026-03-02",
            "2026-03-03",
            "2026-03-04",
            "2026-03-05",
            "2026-03-06",
            "2026-03-07");
    for (JsonNode run : dag.get("runs")) {
      states.add(run.at("/retrain/state").asText() + " " + run.at("/retrain/tries").asText());
    }
    assertEquals(
        List.of(
            "success 1", "skipped 1", "failed 1", "failed 1", "failed 1", "failed 1", "success 3"),
        states);
    List<List<String>> calls = fallline.calls();
    assertEquals(calls.get(6), calls.get(8), "a try has the key of the first");
  }

  @Test
  void aBrokenDagIsToldOf() throws Exception {
    JsonNode found = found(Schedule.text(Schedule.DAG).replace("task_id=", "task="));
    assertEquals(1, found.get("errors").size());
    assertTrue(found.get("dags").isEmpty());
  }

  private JsonNode dag(String text, String... dates) throws Exception {
    JsonNode found = found(text, dates);
    assertEquals(0, found.get("errors").size(), found.toPrettyString());
    return found.at("/dags/fallline_retrain");
  }

  private JsonNode found(String text, String... dates) throws Exception {
    Path folder = Files.createDirectories(home.resolve("dags")); // where Airflow looks for them
    Files.writeString(folder.resolve(Schedule.DAG), text);
    List<String> command =
        new ArrayList<>(List.of(Tools.python("python"), Tools.script("dag.py"), folder.toString()));
    command.addAll(List.of(dates));
    Ran ran = Ran.of(command, AIRFLOW);
    assertEquals(0, ran.exit(), ran.output());
    return JSON.readTree(ran.output().substring(ran.output().lastIndexOf('\n')));
  }
}
