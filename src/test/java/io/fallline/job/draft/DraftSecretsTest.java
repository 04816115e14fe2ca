package io.fallline.job.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.configuration.ConfigurationFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class DraftSecretsTest {
  @Test
  void onlyWhatHasASecretIsLeftToTheEnvironment() {
    DraftSecrets values = new DraftSecrets();
    assertEquals("\"rows \\\"a\\\".csv\"", values.paths(List.of("rows \"a\".csv")));
    assertEquals("\"reader\"", values.option("user", "reader"));
    assertEquals(
        "${DATA_OPTIONS_FS_AZURE_ACCOUNT_KEY}", values.option("fs.azure.account.key", "hush"));
    assertEquals(List.of("DATA_OPTIONS_FS_AZURE_ACCOUNT_KEY"), values.variables());
  }

  @Test
  void aListOfPathsIsWholeWithWhatStandsInTheEnvironment() {
    List<String> paths = List.of("rows.csv", "ftp://me:hush@host/rows.csv");
    DraftSecrets values = new DraftSecrets();
    String train = values.paths(paths);
    assertEquals("[\"rows.csv\", ${DATA_TRAIN_2}]", train);
    assertEquals(
        paths,
        ConfigurationFile.parse("draft", "data.train = " + train, values.settings())
            .data()
            .train());
  }
}
