package io.fallline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Programs of users name these classes and call these methods: none may go without a decision. */
class PublicApiTest {
  /**
   * A class and a method with the types of its arguments in each line; {@code new}: one to make.
   */
  private static final Path RECORDED = Path.of("src/test/resources/public-api.txt");

  @Test
  void whatProgramsOfUsersCallIsStillThere() throws IOException {
    List<String> gone = new ArrayList<>();
    for (String line : Files.readAllLines(RECORDED)) {
      String[] called = line.split(" ", 2);
      if (methods(called[0]).noneMatch(called[1]::equals)) {
        gone.add(line);
      }
    }
    assertEquals(List.of(), gone);
  }

  private static Stream<String> methods(String name) {
    Class<?> type;
    try {
      type = Class.forName(name, false, PublicApiTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      return Stream.empty();
    }
    if (!Modifier.isPublic(type.getModifiers())) {
      return Stream.empty();
    }
    return Stream.concat(
        Arrays.stream(type.getConstructors()).map(made -> signature("new", made)),
        Arrays.stream(type.getMethods()).map(method -> signature(method.getName(), method)));
  }

  private static String signature(String name, Executable called) {
    return Arrays.stream(called.getParameterTypes())
        .map(Class::getTypeName)
        .collect(Collectors.joining(",", name + "(", ")"));
  }
}
