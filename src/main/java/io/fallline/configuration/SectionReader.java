package io.fallline.configuration;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.fallline.configuration.hocon.HoconScalars;
import io.fallline.configuration.hocon.HoconWriter;
import io.fallline.configuration.hocon.KeyOrigins;
import io.fallline.core.failure.Failure;
import io.fallline.core.setting.NameSuggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.DoublePredicate;
import java.util.function.LongPredicate;

/**
 * Reads the values of one section of a configuration whose defaults are filled in, and refuses what
 * does not fit with one line that says where it stands. As in HOCON, a text that spells a number or
 * a flag is one, since variables of the environment are texts.
 */
record SectionReader(ConfigObject values, List<String> path, KeyOrigins places) {
  SectionReader section(String key) {
    if (values.get(key) instanceof ConfigObject section) {
      return new SectionReader(section, pathOf(key), places);
    }
    throw refused(key, "braces with settings");
  }

  ConfigValue value(String key) {
    return values.get(key);
  }

  boolean isNull(String key) {
    return value(key) == null || value(key).valueType() == ConfigValueType.NULL;
  }

  /** Whether the word {@code auto} stands in place of a number. */
  boolean isAuto(String key) {
    return isWord(key, "auto");
  }

  boolean isWord(String key, String word) {
    return HoconScalars.text(value(key)).filter(word::equals).isPresent();
  }

  /** Whether somebody has set this, be it to its default. */
  boolean isSet(String key) {
    return !value(key).origin().description().startsWith(KeyDefaults.ORIGIN);
  }

  Collection<String> keys() {
    return values.keySet();
  }

  String text(String key, String expected) {
    return HoconScalars.text(value(key))
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> refused(key, expected));
  }

  Optional<String> optionalText(String key, String expected) {
    return isNull(key) ? Optional.empty() : Optional.of(text(key, expected));
  }

  double number(String key, String expected, DoublePredicate fits) {
    OptionalDouble number = HoconScalars.number(value(key));
    if (number.isEmpty() || !fits.test(number.getAsDouble())) {
      throw refused(key, expected);
    }
    return number.getAsDouble();
  }

  long whole(String key, String expected, LongPredicate fits) {
    OptionalLong number = HoconScalars.whole(value(key));
    if (number.isEmpty() || !fits.test(number.getAsLong())) {
      throw refused(key, expected);
    }
    return number.getAsLong();
  }

  boolean flag(String key) {
    return HoconScalars.flag(value(key)).orElseThrow(() -> refused(key, "true or false"));
  }

  String oneOf(String key, Collection<String> words) {
    String found = HoconScalars.text(value(key)).orElse("");
    if (!words.contains(found)) {
      throw refused(
          key, "one of " + String.join(", ", words) + NameSuggestion.didYouMean(found, words));
    }
    return found;
  }

  <E extends Enum<E>> E oneOf(String key, Class<E> words) {
    List<String> spelt = Arrays.stream(words.getEnumConstants()).map(HoconWriter::word).toList();
    return words.getEnumConstants()[spelt.indexOf(oneOf(key, spelt))];
  }

  /** A text, or a list of texts. */
  List<String> textOrTexts(String key, String expected) {
    return value(key) instanceof ConfigList ? texts(key, expected) : List.of(text(key, expected));
  }

  List<String> texts(String key, String expected) {
    List<String> texts = new ArrayList<>();
    for (ConfigValue element : list(key, expected)) {
      texts.add(
          HoconScalars.text(element)
              .filter(text -> !text.isBlank())
              .orElseThrow(() -> refused(key, expected)));
    }
    return List.copyOf(texts);
  }

  ConfigList list(String key, String expected) {
    if (value(key) instanceof ConfigList list) {
      return list;
    }
    throw refused(key, expected);
  }

  /** {@code conf/clicks.conf:14: training.epochs is -1, expected a whole number of 0 or more}. */
  Failure refused(String key, String expected) {
    String found =
        isNull(key)
            ? "not set"
            : Secrets.isSecret(pathOf(key), value(key)) ? "a secret" : shown(value(key));
    return failure(key, "is " + found + ", expected " + expected);
  }

  /** {@code conf/clicks.conf:14: training.epochs …}. */
  Failure failure(String key, String message) {
    return Failure.configuration(
        place(key) + ": " + ConfigUtil.joinPath(pathOf(key)) + " " + message);
  }

  String place(String key) {
    return places.of(pathOf(key), value(key));
  }

  /** The key with the sections before it, as {@code training.stop.loss}. */
  String pathText(String key) {
    return String.join(".", pathOf(key));
  }

  List<String> pathOf(String key) {
    List<String> whole = new ArrayList<>(path);
    whole.add(key);
    return whole;
  }

  static String shown(ConfigValue value) {
    String shown;
    try {
      shown = value.render(ConfigRenderOptions.concise());
    } catch (ConfigException e) {
      throw new IllegalStateException("a value was read before it was resolved", e);
    }
    return shown.length() > 80 ? shown.substring(0, 77) + "…" : shown;
  }
}
