package io.fallline.configuration;

import io.fallline.configuration.DeclaredKey.NumberInterval;
import io.fallline.configuration.hocon.HoconWriter;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How the values of a key are read from a configuration, and written to {@code resolved.conf}.
 *
 * @param <T> the Java type of the record's component
 */
interface KeyType<T> {
  /**
   * Reads the key's value.
   *
   * @throws io.fallline.core.failure.Failure (configuration) if it does not fit
   */
  T read(SectionReader section, DeclaredKey key);

  /**
   * The value as a configuration has it: a number, text, flag, list, map or null. An absent value
   * is auto where that is the key's default, else null.
   */
  default Object write(T value, DeclaredKey key) {
    Object plain = value;
    if (value instanceof Optional<?> text) {
      plain = text.orElse(null);
    } else if (value instanceof OptionalDouble number) {
      plain = number.isPresent() ? (Object) number.getAsDouble() : null;
    } else if (value instanceof OptionalInt number) {
      plain = number.isPresent() ? (Object) number.getAsInt() : null;
    } else if (value instanceof OptionalLong number) {
      plain = number.isPresent() ? (Object) number.getAsLong() : null;
    } else if (value instanceof Enum<?> word) {
      plain = HoconWriter.word(word);
    }
    return plain == null && key.isAutoByDefault() ? "auto" : plain;
  }

  /** The Java type of the estimators' Param of such a key. */
  default Class<?> paramType(DeclaredKey key) {
    Class<?> type = key.component().getType();
    return switch (type.getSimpleName()) {
      case "OptionalDouble" -> double.class;
      case "OptionalInt" -> int.class;
      case "OptionalLong" -> long.class;
      default -> type == Optional.class || type.isEnum() ? String.class : type;
    };
  }

  /**
   * Reads flags, texts, words and numbers by the Java type of the component. An optional one is
   * empty where the configuration has null, or {@code auto} where that is its default.
   */
  final class ScalarType implements KeyType<Object> {
    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // the component's class is one of an enum
    public Object read(SectionReader section, DeclaredKey key) {
      Class<?> type = key.component().getType();
      String name = key.name();
      if (type.isEnum()) {
        return section.oneOf(name, (Class<Enum>) type);
      }
      boolean auto = key.isAutoByDefault();
      boolean empty = auto ? section.isAuto(name) : section.isNull(name);
      String or = auto ? ", or auto" : ", or null";
      return switch (type.getSimpleName()) {
        case "boolean" -> section.flag(name);
        case "String" -> section.text(name, key.expected());
        case "Optional" -> section.optionalText(name, key.expected());
        case "double" -> number(section, key, "");
        case "long" -> whole(section, key, "", Long.MAX_VALUE);
        case "int" -> (int) whole(section, key, "", Integer.MAX_VALUE);
        case "OptionalDouble" ->
            empty ? OptionalDouble.empty() : OptionalDouble.of(number(section, key, or));
        case "OptionalLong" ->
            empty ? OptionalLong.empty() : OptionalLong.of(whole(section, key, or, Long.MAX_VALUE));
        case "OptionalInt" ->
            empty
                ? OptionalInt.empty()
                : OptionalInt.of((int) whole(section, key, or, Integer.MAX_VALUE));
        default ->
            throw new IllegalStateException(
                key.path() + " is of " + type + ", which needs a type to read");
      };
    }

    private static double number(SectionReader section, DeclaredKey key, String orAbsent) {
      return section.number(key.name(), expected(key, false, orAbsent), key.interval()::contains);
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
}
