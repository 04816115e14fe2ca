package io.fallline.cli;

import static io.fallline.cli.LocalCheckout.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.cli.LocalCheckout.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When local.sh makes archives of classes, with a Java that writes down what it was told. */
class LocalScriptArchivesTest {
  private static final String PREPARING = "preparing faster starts (once)…\n";
  private static final String OF_SPARK = "-Xshare:dump";
  private static final String OF_OURS = "-XX:ArchiveClassesAtExit=";

  /** Makes what is to be made, unless what it is told has the words of the file "broken". */
  private static final String JAVA =
      """
      #!/bin/bash
      cd "$(dirname "$0")"
      if [[ $1 == -version ]]; then cat version >&2; exit; fi
      echo "$@" >>calls
      if [[ -e broken && "$*" == *"$(<broken)"* ]]; then echo "no room for it" >&2; exit 1; fi
      for word in "$@"; do
        case $word in
          -XX:DumpLoadedClassList=*) echo java/lang/Object >"${word#*=}" ;;
          -XX:ArchiveClassesAtExit=*) made=${word#*=} ;;
          -XX:SharedArchiveFile=*) [[ $* != *-Xshare:dump* ]] || made=${word#*=} ;;
        esac
      done
      [[ -z ${made:-} ]] || echo classes >"$made"
      """;

  @TempDir private Path directory;
  private LocalCheckout checkout;
  private Path jdk;

  @BeforeEach
  void aCheckoutThatIsBuilt() throws IOException {
    checkout = new LocalCheckout(directory, JAVA);
    jdk = directory.resolve("jdk/bin");
    write(jdk.resolve("version"), "openjdk 17.0.1");
    checkout.built("fallline.jar");
  }

  private Run train() throws Exception {
    Files.deleteIfExists(jdk.resolve("calls"));
    return checkout.run(List.of(), "train", "--json");
  }

  /** How often the last training told Java so. */
  private long told(String words) throws IOException {
    return calls().stream().filter(call -> call.contains(words)).count();
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(jdk.resolve("calls"));
  }

  private String command() throws IOException {
    String last = calls().get(calls().size() - 1);
    assertTrue(last.endsWith(" io.fallline.cli.Main train --json"), last);
    return last;
  }

  /** As after a build: what runs is a copy, which is older than the sources now. */
  private void buildAgain() throws IOException {
    Files.setLastModifiedTime(archive("fallline.jar"), FileTime.fromMillis(0));
  }

  private Path archive(String name) {
    return checkout.home().resolve("target/local").resolve(name);
  }

  private String used() {
    return " -XX:SharedArchiveFile="
        + archive("spark-classes.jsa")
        + ":"
        + archive("fallline-classes.jsa")
        + " ";
  }

  @Test
  void theFirstStartMakesThemAndTheSecondOnlyUsesThem() throws Exception {
    assertEquals(new Run(0, "", PREPARING), train());
    assertEquals(1, told(OF_SPARK));
    assertEquals(1, told(OF_OURS));
    assertTrue(command().contains(used()), command());
    assertEquals(new Run(0, "", ""), train());
    assertEquals(1, calls().size(), "nothing but the training");
    assertTrue(command().contains(used()), command());
  }

  @Test
  void anotherJarHasAnArchiveOfItsOwnOverTheOneOfSpark() throws Exception {
    train();
    buildAgain();
    assertEquals(new Run(0, "", ""), train());
    assertEquals(0, told(OF_SPARK));
    assertEquals(1, told(OF_OURS));
    assertTrue(command().contains(used()), command());
  }

  @Test
  void otherDependenciesHaveAnotherArchiveOfSpark() throws Exception {
    train();
    Path classPath = checkout.home().resolve("target/spark-class-path");
    write(classPath, Files.readString(classPath) + ":more.jar");
    buildAgain();
    assertEquals(new Run(0, "", PREPARING), train());
    assertEquals(1, told(OF_SPARK));
    assertEquals(1, told(OF_OURS));
  }

  @Test
  void anotherJavaHasAnotherArchiveOfSpark() throws Exception {
    train();
    write(jdk.resolve("version"), "openjdk 21");
    buildAgain();
    assertEquals(new Run(0, "", PREPARING), train());
    assertEquals(1, told(OF_SPARK));
    assertEquals(1, told(OF_OURS));
  }

  @ParameterizedTest
  @CsvSource({
    "-XX:DumpLoadedClassList=,false",
    "io.fallline.cli.Main predict,false",
    "-Xshare:dump,false",
    "-XX:ArchiveClassesAtExit=,true"
  })
  void whereTheyCannotBeMadeTheTrainingRunsAndALineSaysWhy(String broken, boolean ofSpark)
      throws Exception {
    write(jdk.resolve("broken"), broken);
    assertEquals(
        new Run(0, "", PREPARING + "starts stay as slow as they are: no room for it\n"), train());
    String alone = " -XX:SharedArchiveFile=" + archive("spark-classes.jsa") + " ";
    assertEquals(ofSpark, command().contains(alone), command());
    assertEquals(ofSpark, command().contains("SharedArchiveFile"), command());
    assertFalse(Files.exists(archive("fallline-classes.jsa")));
    Files.delete(jdk.resolve("broken"));
    buildAgain();
    assertEquals(new Run(0, "", ofSpark ? "" : PREPARING), train());
    assertTrue(command().contains(used()), command());
  }

  @Test
  void anArchiveOfAnotherJarIsNotUsedWhereNoNewOneCanBeMade() throws Exception {
    train();
    write(jdk.resolve("broken"), OF_OURS);
    buildAgain();
    assertEquals(new Run(0, "", "starts stay as slow as they are: no room for it\n"), train());
    assertFalse(command().contains("fallline-classes.jsa"), command());
    assertTrue(command().contains("spark-classes.jsa"), command());
  }
}
