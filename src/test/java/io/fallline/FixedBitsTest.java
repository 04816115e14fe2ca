package io.fallline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.BaseStream;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What may give other results elsewhere is not called between raw rows and parameters. */
class FixedBitsTest {
  /**
   * Calls that are not made.
   *
   * @param without a parameter of this type; null: whatever the parameters
   */
  private record Ban(Class<?> owner, Set<String> methods, Class<?> without, String because) {
    @Override
    public String toString() {
      return owner.getSimpleName() + " " + methods;
    }

    boolean covers(JavaAccess<?> access) {
      return access instanceof JavaCodeUnitAccess<?> call
          && call.getTargetOwner().isAssignableTo(owner)
          && methods.contains(call.getTarget().getName())
          && (without == null
              || call.getTarget().getRawParameterTypes().stream()
                  .noneMatch(type -> type.isEquivalentTo(without)));
    }
  }

  private static final List<Ban> BANS =
      List.of(
          new Ban(
              Math.class,
              Set.of(
                  "exp", "expm1", "log", "log10", "log1p", "pow", "sin", "cos", "tan", "asin",
                  "acos", "atan", "atan2", "sinh", "cosh", "tanh", "cbrt", "hypot", "random"),
              null,
              "compiled or on another machine they may differ in the last bit; StrictMath never"),
          new Ban(
              DoubleStream.class,
              Set.of("sum", "average", "summaryStatistics"),
              null,
              "how a stream adds is left open, and has changed between releases of Java"),
          new Ban(
              DoubleSummaryStatistics.class,
              Set.of("getSum", "getAverage"),
              null,
              "how it adds is left open"),
          new Ban(
              Collectors.class,
              Set.of("summingDouble", "averagingDouble", "summarizingDouble"),
              null,
              "how a collector adds is left open"),
          new Ban(BaseStream.class, Set.of("parallel"), null, "threads add in any order"),
          new Ban(
              java.util.Collection.class,
              Set.of("parallelStream"),
              null,
              "threads add in any order"),
          new Ban(
              Double.class,
              Set.of("toString"),
              null,
              "before Java 19 some numbers have a digit more; data.Numbers.show does not change"),
          new Ban(Float.class, Set.of("toString"), null, "as Double.toString"),
          new Ban(
              String.class,
              Set.of("toLowerCase", "toUpperCase"),
              Locale.class,
              "without Locale.ROOT they depend on the machine's language"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(
              "io.fallline.core", "io.fallline.data", "io.fallline.engine", "io.fallline.job");

  static Stream<Ban> bans() {
    return BANS.stream();
  }

  @ParameterizedTest
  @MethodSource("bans")
  void whatMayDifferElsewhereIsNotCalled(Ban ban) {
    noClasses()
        .should()
        .accessTargetWhere(DescribedPredicate.describe("is " + ban, ban::covers))
        .because(ban.because())
        .check(CLASSES);
  }
}
