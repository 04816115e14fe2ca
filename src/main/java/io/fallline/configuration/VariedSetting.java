package io.fallline.configuration;

import io.fallline.configuration.hocon.CommandLineSetting;
import io.fallline.configuration.hocon.TextLimits;
import io.fallline.core.failure.Failure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One {@code --vary KEY=A,B,…}. A comma within brackets, braces or quotes belongs to its value:
 * {@code model.layers=[],[64],[64,32]}.
 */
record VariedSetting(String key, List<Value> values) {
  private static final String OPTION = "--vary";

  /**
   * @param text as it was given
   */
  record Value(String text, CommandLineSetting setting) {}

  /**
   * @throws Failure (command line) if it is no list of different values; (configuration) if one is
   *     no HOCON
   */
  static VariedSetting parse(String argument) {
    int separator = argument.indexOf('=');
    if (separator < 1) {
      throw wrong(argument, "expected KEY=A,B,…, such as --vary optimizer.learningRate=0.01,0.1");
    }
    String key = argument.substring(0, separator).strip();
    TextLimits.refuseExcess(OPTION + " " + key, argument);
    List<Value> values = new ArrayList<>();
    Set<Object> seen = new HashSet<>();
    for (String text : split(argument.substring(separator + 1))) {
      if (text.isEmpty()) {
        throw wrong(key, "has an empty value, expected values with a comma between them");
      }
      CommandLineSetting setting = CommandLineSetting.of(OPTION, key, text);
      if (!seen.add(setting.value().unwrapped())) {
        throw wrong(key, "has the value " + text + " twice, expected different ones");
      }
      values.add(new Value(text, setting));
    }
    return new VariedSetting(values.get(0).setting().name(), values);
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted) {
        depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
        if (c == ',' && depth == 0) {
          parts.add(text.substring(from, i).strip());
          from = i + 1;
        }
      }
    }
    parts.add(text.substring(from).strip());
    return parts;
  }

  private static Failure wrong(String what, String message) {
    return new Failure(Failure.Kind.COMMAND_LINE, OPTION + " " + what + ": " + message);
  }
}
