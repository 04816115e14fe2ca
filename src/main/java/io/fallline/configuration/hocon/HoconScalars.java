package io.fallline.configuration.hocon;

import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** HOCON's conversions between single values: empty where the value is of another kind. */
public final class HoconScalars {
  /** Possessive: a long text that is nearly a number must not be tried in every way. */
  private static final String NUMBER =
      "[-+]?([0-9]++(\\.[0-9]*+)?|\\.[0-9]++)([eE][-+]?[0-9]++)?|NaN|[-+]?Infinity";

  private HoconScalars() {}

  public static Optional<String> text(ConfigValue value) {
    if (value == null) {
      return Optional.empty();
    }
    return switch (value.valueType()) {
      case STRING, BOOLEAN -> Optional.of(value.unwrapped().toString());
      case NUMBER ->
          Optional.of(
              value.atKey("number").getString("number")); // as it was written: 007 stays 007
      default -> Optional.empty();
    };
  }

  public static OptionalDouble number(ConfigValue value) {
    Object found = value == null ? null : value.unwrapped();
    if (found instanceof Number number) {
      return OptionalDouble.of(number.doubleValue());
    }
    if (found instanceof String text && text.strip().matches(NUMBER)) {
      return OptionalDouble.of(Double.parseDouble(text.strip()));
    }
    return OptionalDouble.empty();
  }

  public static OptionalLong whole(ConfigValue value) {
    Object found = value == null ? null : value.unwrapped();
    boolean spelt =
        found instanceof Number || found instanceof String text && text.strip().matches(NUMBER);
    if (!spelt || !Double.isFinite(number(value).getAsDouble())) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(new BigDecimal(found.toString().strip()).longValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      return OptionalLong.empty(); // a fraction, more than 64 bits, or an exponent beyond all
    }
  }

  public static Optional<Boolean> flag(ConfigValue value) {
    return text(value)
        .flatMap(
            text ->
                switch (text) {
                  case "true", "yes", "on" -> Optional.of(true);
                  case "false", "no", "off" -> Optional.of(false);
                  default -> Optional.empty();
                });
  }
}
