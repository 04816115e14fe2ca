package io.fallline.configuration.hocon;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.fallline.core.failure.Failure;
import io.fallline.core.failure.Redaction;
import java.util.List;

/**
 * One {@code --set KEY=VALUE}, or one value of a {@code --vary KEY=A,B,…}.
 *
 * <p>Lists, braces, quoted texts, numbers, {@code true}, {@code false} and {@code null} are read as
 * in a file; all else is a text as it stands, so that {@code --set data.train=hdfs://host/rows}
 * needs no quotes within quotes.
 */
public record CommandLineSetting(String option, List<String> path, ConfigValue value) {
  private static final String SET = "--set";

  public static CommandLineSetting parse(String argument) {
    int separator = argument.indexOf('=');
    if (separator < 1) {
      throw Failure.commandLine(
          "--set " + shown(argument) + ": expected KEY=VALUE, such as --set training.epochs=5");
    }
    return of(SET, argument.substring(0, separator), argument.substring(separator + 1));
  }

  /**
   * @param option that messages name
   */
  public static CommandLineSetting of(String option, String givenKey, String givenValue) {
    String key = givenKey.strip();
    String argument = key + "=" + givenValue;
    String origin = option + " " + key;
    TextLimits.refuseExcess(origin, argument);
    try {
      return new CommandLineSetting(
          option, ConfigUtil.splitPath(key), value(givenValue.strip(), origin));
    } catch (ConfigException e) {
      if (Redaction.isSecretName(argument)) { // the parser's message quotes it
        throw Failure.configuration(
            origin + ": is no HOCON; it is not shown, for it names a secret");
      }
      throw Failure.configuration(
          origin + ": " + SyntaxErrors.withoutPlace(e) + "; found " + argument, e);
    } catch (StackOverflowError e) {
      throw Failure.configuration(origin + ": is nested too deeply", e);
    }
  }

  public String name() {
    return ConfigUtil.joinPath(path);
  }

  /** How messages name the place where it was set. */
  String place() {
    return option + " " + name();
  }

  public Config over(Config others) {
    return ConfigFactory.empty().withValue(name(), value).withFallback(others);
  }

  private static ConfigValue value(String text, String origin) {
    boolean structured = !text.isEmpty() && "[{\"".indexOf(text.charAt(0)) >= 0;
    boolean word = text.matches("null|true|false|[-+]?[0-9.]+([eE][-+]?[0-9]+)?");
    if (!structured && !word) {
      return ConfigValueFactory.fromAnyRef(text, origin);
    }
    Config given =
        ConfigFactory.parseString("value = " + text.replaceFirst("^\\+", ""), Includes.of(origin));
    if (given.root().size() != 1) {
      throw Failure.configuration(
          origin + ": the value goes on after its end, expected one value; found " + shown(text));
    }
    return given.root().get("value");
  }

  private static String shown(String argument) {
    return Redaction.isSecretName(argument) ? "(not shown, for it names a secret)" : argument;
  }
}
