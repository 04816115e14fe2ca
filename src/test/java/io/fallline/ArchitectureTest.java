package io.fallline;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the rooms of docs/architecture.md, the arrows between them, and what no room may do. */
class ArchitectureTest {
  private static final String ROOT = "io.fallline.";

  /** Every room, and the rooms it may import besides {@link #COMMON}. */
  private static final Map<String, List<String>> ARROWS =
      Map.ofEntries(
          Map.entry("cli", List.of("retrain", "job", "configuration")),
          Map.entry("ml", List.of("job", "configuration", "watch")),
          Map.entry(
              "retrain",
              List.of(
                  "job", "data", "configuration", "registry", "store", "model", "report", "core")),
          // a model is read from it with and without Spark
          Map.entry("registry", List.of("store", "model")),
          Map.entry(
              "job",
              List.of(
                  "configuration",
                  "data",
                  "engine",
                  "store",
                  "model",
                  "registry",
                  "report",
                  "onnx",
                  "scorer",
                  "mlflow",
                  "watch",
                  "core")),
          Map.entry("configuration", List.of("mlflow", "core")),
          Map.entry("scorer", List.of("model", "registry", "core")),
          Map.entry("onnx", List.of("model", "configuration", "core")),
          Map.entry("data", List.of("model", "configuration", "watch", "core")),
          Map.entry("engine", List.of("watch", "core")),
          Map.entry("store", List.of("model", "core")),
          Map.entry("model", List.of("configuration", "core")),
          Map.entry("report", List.of("core")),
          Map.entry("mlflow", List.of()),
          Map.entry("watch", List.of("core")),
          Map.entry(
              "core.training",
              List.of(
                  "core.network",
                  "core.loss",
                  "core.optimizer",
                  "core.schedule",
                  "core.metric",
                  "core.math")),
          Map.entry("core.network", List.of("core.loss", "core.activation", "core.math")),
          // a metric says for which kind of labels it is, and losses name the kinds
          Map.entry("core.metric", List.of("core.loss", "core.math")),
          Map.entry("core.loss", List.of("core.math")),
          Map.entry("core.activation", List.of("core.math")),
          Map.entry("core.optimizer", List.of("core.math")),
          Map.entry("core.schedule", List.of("core.math")),
          Map.entry(
              "core.path",
              List.of("core.function", "core.optimizer", "core.schedule", "core.math")),
          Map.entry("core.function", List.of()),
          Map.entry("core.math", List.of()),
          Map.entry("core.serialization", List.of()),
          Map.entry("core.setting", List.of()),
          Map.entry("core.failure", List.of()));

  /** The rooms within a room, each of which may import those that stand before it. */
  private static final Map<String, List<String>> INNER_ROOMS =
      Map.of(
          "data", List.of("sources", "records", "statistics", "profile", "loading"),
          "job", List.of("scoring", "monitoring", "draft", "training", "tuning"),
          "engine", List.of("shards", "jobs", "resident"));

  /** How a part is named and set, and how bad input is told: for everyone. */
  private static final List<String> COMMON = List.of("core.setting", "core.failure");

  /** Libraries, and the only rooms that know them. */
  private static final Map<String, List<String>> LIBRARIES =
      Map.of(
          "org.apache.spark..", List.of("data", "engine", "watch", "job", "retrain", "ml", "cli"),
          "com.codahale.metrics..", List.of("watch"),
          "java.net.http..", List.of("mlflow"),
          "org.apache.hadoop..",
              List.of(
                  "configuration", "data", "engine", "store", "registry", "job", "retrain", "cli"),
          "com.typesafe.config..", List.of("configuration", "job"),
          "picocli..", List.of("cli"),
          "com.esotericsoftware..", List.of("ml"),
          "dev.ludovic.netlib..", List.of("core.math"),
          "jdk.incubator.vector..", List.of("core.math"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.fallline");

  static Stream<String> rooms() {
    return ARROWS.keySet().stream().sorted();
  }

  static Stream<String> libraries() {
    return LIBRARIES.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomImportsOnlyWhereItsArrowsPoint(String room) {
    String[] reachable =
        Stream.of(List.of(room), ARROWS.get(room), COMMON)
            .flatMap(List::stream)
            .map(ArchitectureTest::packages)
            .toArray(String[]::new);
    hold(
        noClasses()
            .that()
            .resideInAPackage(packages(room))
            .should()
            .dependOnClassesThat(
                resideInAPackage("io.fallline..").and(not(resideInAnyPackage(reachable))))
            .because(room + " may import " + ARROWS.get(room) + " and " + COMMON));
  }

  static Stream<String> innerRooms() {
    return INNER_ROOMS.entrySet().stream()
        .flatMap(room -> room.getValue().stream().map(inner -> room.getKey() + "." + inner))
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("innerRooms")
  void aRoomWithinARoomImportsOnlyThoseBeforeIt(String inner) {
    int dot = inner.indexOf('.');
    String room = inner.substring(0, dot);
    List<String> order = INNER_ROOMS.get(room);
    String[] later =
        order.subList(order.indexOf(inner.substring(dot + 1)) + 1, order.size()).stream()
            .map(name -> packages(room + "." + name))
            .toArray(String[]::new);
    hold(
        noClasses()
            .that()
            .resideInAPackage(packages(inner))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(later)
            .because("rooms of " + room + " stand in the order " + order));
  }

  @Test
  void everyClassStandsInARoom() {
    Set<String> strays =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> rooms().noneMatch(room -> (name + ".").startsWith(ROOT + room + ".")))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), strays, "packages that ArchitectureTest has no arrows for");
  }

  @Test
  void roomsDoNotGoInCircles() {
    hold(slices().matching("io.fallline.(*)..").should().beFreeOfCycles());
    hold(slices().matching("io.fallline.core.(*)..").should().beFreeOfCycles());
    hold(slices().matching("io.fallline.(**)").should().beFreeOfCycles());
  }

  @Test
  void coreKnowsJavaAndBlasOnly() {
    hold(
        classes()
            .that()
            .resideInAPackage("io.fallline.core..")
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(
                        "java..",
                        "io.fallline.core..",
                        "dev.ludovic.netlib.blas..",
                        "jdk.incubator.vector..")
                    .or(DescribedPredicate.describe("are primitive", JavaClass::isPrimitive))
                    .or(DescribedPredicate.describe("are arrays of those", JavaClass::isArray))));
  }

  @Test
  void coreHasNoFilesNoClockAndNoNetwork() {
    hold(
        noClasses()
            .that()
            .resideInAPackage("io.fallline.core..")
            .and()
            // a library that is in the jar has to lie in a file before it can be opened
            .haveNameNotMatching("io[.]fallline[.]core[.]math[.]BundledBlas(\\$Once)?")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("java.nio.file..", "java.time..", "java.net..", "java.sql.."))
            .orShould()
            .dependOnClassesThat(
                DescribedPredicate.describe(
                    "are java.io.File", c -> c.isEquivalentTo(java.io.File.class)))
            .orShould()
            .accessTargetWhere(
                access("System's clock", System.class, Set.of("nanoTime", "currentTimeMillis")))
            .because("a result is a function of data, configuration and seed"));
  }

  @Test
  void coreDrawsFromSeededStreamsOnly() {
    hold(
        noClasses()
            .that()
            .resideInAPackage("io.fallline.core..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(java.util.random.RandomGenerator.class)
            .because("core.math.RandomStream is a pure function of its key"));
  }

  @Test
  void onlyTheCommandLineTalksToTheTerminal() {
    hold(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.fallline.cli..")
            .should()
            .accessTargetWhere(
                access("the terminal", System.class, Set.of("out", "err", "in", "exit")))
            .orShould()
            .accessTargetWhere(
                access("a printed stack trace", Throwable.class, Set.of("printStackTrace"))));
  }

  @Test
  void nothingReadsJavaSerialisation() {
    hold(
        noClasses()
            .that()
            // its bytes go between a driver and its own executors, by Spark's broadcasts, results
            // and RPC, and through a filter
            .doNotHaveFullyQualifiedName("io.fallline.core.serialization.JavaSerialization")
            .and()
            .doNotHaveFullyQualifiedName(
                "io.fallline.core.serialization.JavaSerialization$ContextInput")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(java.io.ObjectInputStream.class)
            .because("a file may come from a stranger"));
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void aLibraryStaysInItsRooms(String library) {
    String[] rooms =
        LIBRARIES.get(library).stream().map(ArchitectureTest::packages).toArray(String[]::new);
    hold(
        noClasses()
            .that()
            .resideOutsideOfPackages(rooms)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library));
  }

  @Test
  void storeOpensFilesInOnePlace() {
    hold(
        noClasses()
            .that()
            .resideInAPackage("io.fallline.store..")
            .and()
            .doNotHaveFullyQualifiedName("io.fallline.store.FileLocation")
            .should()
            .accessTargetWhere(
                access("a file of Hadoop's", FileSystem.class, Set.of("create", "open", "append")))
            .because(
                "a local disk that is full throws an Error there, of which FileLocation makes what it was"));
  }

  @Test
  void namesSayWhatAThingIs() {
    hold(
        noClasses()
            .should()
            .haveNameMatching(
                ".*\\.(Abstract\\w*|Base[A-Z]\\w*|\\w*(Manager|Helper|Utils?|Impl))"));
  }

  @Test
  void noTypeHasTheNameOfAnotherOrOfOneOfTheJdk() throws IOException {
    Map<String, Long> names =
        CLASSES.stream()
            .filter(type -> !type.isNestedClass() && !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getSimpleName, Collectors.counting()));
    Set<String> twice = new TreeSet<>();
    names.forEach((name, types) -> twice.addAll(types > 1 ? Set.of(name) : Set.of()));
    assertEquals(Set.of(), twice, "two types have one name");
    try (ModuleReader base = ModuleFinder.ofSystem().find("java.base").orElseThrow().open()) {
      Set<String> jdk =
          base.list()
              .filter(entry -> entry.matches("java/.*\\.class"))
              .map(entry -> entry.replaceAll(".*/|\\.class", ""))
              .collect(Collectors.toSet());
      jdk.retainAll(names.keySet());
      assertEquals(Set.of(), jdk, "types that have a name of the JDK's");
    }
  }

  private static void hold(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }

  private static String packages(String room) {
    return ROOT + room + "..";
  }

  private static DescribedPredicate<JavaAccess<?>> access(
      String what, Class<?> owner, Set<String> members) {
    return DescribedPredicate.describe(
        "is " + what,
        access ->
            access.getTargetOwner().isAssignableTo(owner)
                && members.contains(access.getTarget().getName()));
  }
}
