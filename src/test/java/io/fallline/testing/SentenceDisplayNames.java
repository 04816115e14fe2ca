package io.fallline.testing;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGenerator;

/**
 * Display names of tests: the method's name as the sentence that it is, such as "a batch of one row
 * is allowed" of {@code aBatchOfOneRowIsAllowed}. So the sentence stands once, in the name.
 */
public final class SentenceDisplayNames extends DisplayNameGenerator.Standard {
  private static final Pattern WORD_BEGINS =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

  @Override
  public String generateDisplayNameForMethod(
      List<Class<?>> enclosingTypes, Class<?> testClass, Method method) {
    return sentence(method.getName());
  }

  static String sentence(String name) {
    StringBuilder sentence = new StringBuilder();
    for (String word : WORD_BEGINS.split(name)) {
      boolean acronym = word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
      sentence.append(sentence.isEmpty() ? "" : " ");
      sentence.append(acronym ? word : word.toLowerCase(Locale.ROOT));
    }
    return sentence.toString();
  }
}
