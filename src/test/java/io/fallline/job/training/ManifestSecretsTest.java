package io.fallline.job.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fallline.configuration.ConfigurationFile;
import io.fallline.configuration.JobConfiguration;
import io.fallline.core.loss.Losses;
import io.fallline.core.metric.Evaluation;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.core.training.DataSplit;
import io.fallline.job.scoring.EvaluationMetrics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestSecretsTest {
  @Test
  void aSourceHasTheLimitOfLinesWhereItIsNotTheStandard() {
    JobConfiguration job =
        ConfigurationFile.parse(
            "lines.conf", "data { train = rows.csv, maxLineBytes = 5000 }", List.of());
    assertEquals(
        "{\"format\":\"csv\",\"options\":{\"fallline.maxlinebytes\":\"5000\"}}",
        SummaryBuilder.source(job.data()).toString());
  }

  @Test
  void aManifestHasNoSecretOfTheDataOptions() {
    JobConfiguration job =
        ConfigurationFile.parse(
            "jdbc.conf",
            "data { format = jdbc, train = rows, options { user = me, password = hush, accessKey = hush } }",
            List.of());
    ObjectNode source = SummaryBuilder.source(job.data());
    assertEquals("{\"format\":\"jdbc\",\"options\":{\"user\":\"me\"}}", source.toString());
    EvaluationMetrics report =
        new EvaluationMetrics(Losses.registry().create("mse", Hyperparameters.defaults()));
    Map<DataSplit, Evaluation> none =
        Map.of(DataSplit.VALIDATION, Evaluation.EMPTY, DataSplit.TEST, Evaluation.EMPTY);
    assertFalse(
        SummaryBuilder.manifest(job, "4.1.0", FoundSettings.NOTHING, report, none)
            .toString()
            .contains("hush"));
  }
}
