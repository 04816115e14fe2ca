package io.fallline.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.cli.CommandRun;
import io.fallline.configuration.ConfigurationFile;
import io.fallline.docs.DocCommands.Command;
import io.fallline.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/sources.md: what needs no package is run, and the packages are those that are tried. */
class SourcesDocTest {
  private static final Path PAGE = Path.of("docs/sources.md");

  @TempDir private Path directory;

  @Test
  void theFirstCommandsRunInTheirOrder() throws IOException {
    DocReader reader = new DocReader(directory);
    List<String> commands =
        DocCommands.all().stream()
            .filter(command -> command.page().equals(PAGE))
            .map(Command::line)
            .filter(line -> line.contains("first.conf"))
            .toList();
    assertEquals(2, commands.size());
    for (String command : commands) {
      CommandRun run = reader.run(command.replaceFirst(".*local\\.sh ", ""));
      assertEquals(0, run.exit(), command + "\n" + run.err());
    }
  }

  /** A model whose feature is a directory's name scores the rows of one directory. */
  @Test
  void thePartitionThatIsScoredAloneHasItsColumn() throws IOException {
    for (int day = 1; day <= 3; day++) {
      Path part = Files.createDirectories(directory.resolve("rows/day=" + day));
      Files.write(part.resolve("part.csv"), List.of("x,y", day + ",5", "2," + 3 * day));
    }
    Path rows = directory.resolve("rows");
    Path configuration =
        Files.writeString(
            directory.resolve("days.conf"),
            "data { train = \""
                + rows
                + "\", label = y, features = [day, x] }, training.epochs = 1\n");
    DocReader reader = new DocReader(directory);
    CommandRun trained = reader.run("train --json --config " + configuration);
    assertEquals(0, trained.exit(), trained.err());
    String model = new ObjectMapper().readTree(trained.out()).path("model").asText();
    List<String> commands =
        DocCommands.all().stream()
            .filter(command -> command.page().equals(PAGE))
            .map(Command::line)
            .filter(line -> line.contains("local.sh predict "))
            .toList();
    assertEquals(1, commands.size());
    String command = commands.get(0).replaceFirst(".*local\\.sh ", "").replace("MODEL", model);
    CommandRun without = reader.run(command.replaceFirst(" --set .*", ""));
    assertEquals(65, without.exit(), without.err());
    assertTrue(
        without.err().contains(": set data.options.basePath = \"" + rows + "\""), without.err());
    CommandRun run = reader.run(command.replace("basePath=rows", "basePath=" + rows));
    assertEquals(0, run.exit(), run.err());
    List<Row> scores =
        LocalSpark.session()
            .read()
            .parquet(directory.resolve("predictions").toString())
            .collectAsList();
    assertEquals(2, scores.size());
    scores.forEach(row -> assertEquals(3, row.<Integer>getAs("day")));
  }

  @Test
  void configurationsAreAccepted() throws IOException {
    for (DocPages.Block block : DocPages.blocks("hocon")) {
      if (block.page().equals(PAGE)) {
        String text = block.code().replace("${DB_PASSWORD}", "\"x\"");
        assertEquals("jdbc", ConfigurationFile.parse("page", text, List.of()).data().format());
      }
    }
  }

  /** All but PostgreSQL's driver, for which there has to be a server. */
  @Test
  void packagesAreThoseOfTheProfile() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    String profile = pom.substring(pom.indexOf("<id>sources</id>"));
    Matcher found =
        Pattern.compile("--packages ([a-z][^: ]+):([^: ]+):(\\S+)").matcher(Files.readString(PAGE));
    int count = 0;
    while (found.find()) {
      if (!found.group(1).equals("org.postgresql")) {
        assertTrue(
            profile.contains(
                "<artifactId>"
                    + found.group(2).replace("_2.13", "_${scala.binary.version}")
                    + "</artifactId>\n          <version>"
                    + found.group(3)
                    + "</version>"),
            found.group());
        count++;
      }
    }
    assertEquals(3, count);
  }
}
