package io.fallline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No name, file, message or page depends on the language of the machine: whatever writes numbers or
 * dates, or changes the case of letters, is given a locale.
 */
class MachineLanguageTest {
  /**
   * Calls that take the machine's locale where none is given.
   *
   * @param methods empty: those of any name
   */
  private record Ban(String owner, Set<String> methods) {
    boolean covers(JavaAccess<?> access) {
      return access instanceof JavaCodeUnitAccess<?> call
          && call.getTargetOwner().getName().equals(owner)
          && (methods.isEmpty() || methods.contains(call.getTarget().getName()))
          && call.getTarget().getRawParameterTypes().stream()
              .noneMatch(type -> type.isEquivalentTo(Locale.class));
    }

    @Override
    public String toString() {
      return owner + " " + methods;
    }
  }

  private static final String CONSTRUCTOR = "<init>";

  private static final List<Ban> BANS =
      List.of(
          // formatted() has no variant with a locale
          new Ban("java.lang.String", Set.of("format", "formatted", "toLowerCase", "toUpperCase")),
          new Ban("java.util.Formatter", Set.of(CONSTRUCTOR)),
          new Ban("java.util.Scanner", Set.of(CONSTRUCTOR)),
          new Ban("java.io.PrintStream", Set.of("printf", "format")),
          new Ban("java.io.PrintWriter", Set.of("printf", "format")),
          new Ban("java.io.Console", Set.of("printf", "format")),
          new Ban(
              "java.text.NumberFormat",
              Set.of(
                  "getInstance",
                  "getNumberInstance",
                  "getIntegerInstance",
                  "getPercentInstance",
                  "getCurrencyInstance",
                  "getCompactNumberInstance")),
          new Ban("java.text.DecimalFormat", Set.of(CONSTRUCTOR)),
          new Ban("java.text.DecimalFormatSymbols", Set.of(CONSTRUCTOR, "getInstance")),
          new Ban("java.text.ChoiceFormat", Set.of()),
          new Ban("java.text.MessageFormat", Set.of(CONSTRUCTOR, "format")),
          new Ban("java.text.SimpleDateFormat", Set.of(CONSTRUCTOR)),
          new Ban("java.text.DateFormat", Set.of("getInstance", "getDateInstance")),
          new Ban("java.text.Collator", Set.of("getInstance")),
          new Ban(
              "java.time.format.DateTimeFormatter",
              Set.of("ofPattern", "ofLocalizedDate", "ofLocalizedTime", "ofLocalizedDateTime")),
          new Ban("java.time.format.DateTimeFormatterBuilder", Set.of("toFormatter")),
          new Ban("java.util.Calendar", Set.of("getInstance")),
          new Ban("java.util.Locale", Set.of("getDefault")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.fallline");

  static Stream<Ban> bans() {
    return BANS.stream();
  }

  @ParameterizedTest
  @MethodSource("bans")
  void whatTheMachinesLanguageDecidesIsGivenALocale(Ban ban) {
    noClasses()
        .should()
        .accessTargetWhere(DescribedPredicate.describe("is " + ban, ban::covers))
        .because("its digits, or its letters, would be those of the machine's language")
        .check(CLASSES);
  }

  @Test
  void theRuleFindsWhatItIsFor() {
    JavaClasses here = new ClassFileImporter().importClasses(Offender.class);
    for (String method : List.of("inNoLocale", "without")) {
      assertTrue(isFound(here, method), method);
    }
    assertFalse(isFound(here, "inRoot"), "a locale is given");
  }

  private static boolean isFound(JavaClasses classes, String method) {
    return classes.get(Offender.class).getMethod(method, int.class).getAccessesFromSelf().stream()
        .anyMatch(access -> BANS.stream().anyMatch(ban -> ban.covers(access)));
  }

  private static final class Offender {
    static String inNoLocale(int number) {
      return String.format("%d", number);
    }

    static String without(int number) {
      return "%d".formatted(number);
    }

    static String inRoot(int number) {
      return String.format(Locale.ROOT, "%d", number);
    }
  }
}
