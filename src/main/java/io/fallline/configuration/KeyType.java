package io.fallline.configuration;

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
      plain = EnumSpelling.of(word);
    }
    return plain == null && key.isAutoByDefault() ? "auto" : plain;
  }

  /** The Java type of the estimators' Param of such a key. */
  default Class<?> paramType(DeclaredKey key) {
    Class<?> type = key.component().getType();
    if (type == OptionalDouble.class) {
      return double.class;
    }
    if (type == OptionalInt.class) {
      return int.class;
    }
    if (type == OptionalLong.class) {
      return long.class;
    }
    return type == Optional.class || type.isEnum() ? String.class : type;
  }
}
