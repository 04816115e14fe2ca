package io.fallline.configuration;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Reads flags, texts, words and numbers by the Java type of the component. An optional one is empty
 * where the configuration has null, or {@code auto} where that is its default.
 */
final class ScalarType implements KeyType<Object> {
  @Override
  public Object read(SectionReader section, DeclaredKey key) {
    Class<?> type = key.component().getType();
    String name = key.name();
    if (type == boolean.class) {
      return section.flag(name);
    }
    if (type == String.class) {
      return section.text(name, key.expected());
    }
    if (type == Optional.class) {
      return section.optionalText(name, key.expected());
    }
    if (type.isEnum()) {
      return word(section, name, type);
    }
    return number(section, key, type);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the component's class is one of an enum
  private static Object word(SectionReader section, String name, Class<?> words) {
    return section.oneOf(name, (Class<Enum>) words);
  }

  private static Object number(SectionReader section, DeclaredKey key, Class<?> type) {
    String name = key.name();
    if (type == double.class) {
      return section.number(name, expected(key, false, ""), key.interval()::contains);
    }
    if (type == long.class) {
      return whole(section, key, "", Long.MAX_VALUE);
    }
    if (type == int.class) {
      return (int) whole(section, key, "", Integer.MAX_VALUE);
    }
    String absent = key.isAutoByDefault() ? "auto" : "null";
    boolean empty = key.isAutoByDefault() ? section.isAuto(name) : section.isNull(name);
    String orAbsent = ", or " + absent;
    if (type == OptionalDouble.class) {
      return empty
          ? OptionalDouble.empty()
          : OptionalDouble.of(
              section.number(name, expected(key, false, orAbsent), key.interval()::contains));
    }
    if (type == OptionalLong.class) {
      return empty
          ? OptionalLong.empty()
          : OptionalLong.of(whole(section, key, orAbsent, Long.MAX_VALUE));
    }
    if (type == OptionalInt.class) {
      return empty
          ? OptionalInt.empty()
          : OptionalInt.of((int) whole(section, key, orAbsent, Integer.MAX_VALUE));
    }
    throw new IllegalStateException(key.path() + " is of " + type + ", which needs a type to read");
  }

  private static long whole(SectionReader section, DeclaredKey key, String orAbsent, long most) {
    NumberInterval interval = key.interval();
    return section.whole(
        key.name(), expected(key, true, orAbsent), n -> n <= most && interval.contains(n));
  }

  private static String expected(DeclaredKey key, boolean whole, String orAbsent) {
    return key.expected().isEmpty() ? key.interval().expected(whole) + orAbsent : key.expected();
  }
}
