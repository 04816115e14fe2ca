package io.fallline.scheduling;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one command of a crontab, as cron takes it: crontab(5).
 *
 * @param times the five fields that say when
 * @param command for the shell
 * @param environment what the crontab sets
 */
record CronLine(String times, String command, Map<String, String> environment) {
  private static final Pattern SETTING = Pattern.compile("([A-Z]+)=(.*)");
  private static final Pattern COMMAND = Pattern.compile("((?:\\S+ +){5})(.+)");

  static CronLine of(String crontab) {
    Map<String, String> environment = new TreeMap<>();
    List<String> lines =
        crontab.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    for (String line : lines.subList(0, lines.size() - 1)) {
      Matcher setting = SETTING.matcher(line);
      if (!setting.matches()) {
        throw new IllegalArgumentException("expected a setting, found " + line);
      }
      environment.put(setting.group(1), setting.group(2));
    }
    Matcher command = COMMAND.matcher(lines.get(lines.size() - 1));
    if (!command.matches()) {
      throw new IllegalArgumentException("expected times and a command, found " + lines);
    }
    return new CronLine(command.group(1).strip(), unescaped(command.group(2)), environment);
  }

  /** A bare % would end the command there and give the rest to its standard input. */
  private static String unescaped(String command) {
    if (Pattern.compile("(?<!\\\\)%").matcher(command).find()) {
      throw new IllegalArgumentException("cron takes % as the command's end: " + command);
    }
    return command.replace("\\%", "%");
  }

  /** As cron does: with next to nothing in the environment, in the user's home. */
  ProcessBuilder program(Path home) {
    ProcessBuilder program =
        new ProcessBuilder(environment.get("SHELL"), "-c", command).directory(home.toFile());
    program.environment().clear();
    program.environment().putAll(Map.of("HOME", home.toString(), "LOGNAME", "fallline"));
    program.environment().putAll(environment);
    return program.redirectErrorStream(true);
  }
}
