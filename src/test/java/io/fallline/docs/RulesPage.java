package io.fallline.docs;

import static io.fallline.docs.MarkdownPage.cell;
import static io.fallline.docs.MarkdownPage.code;

import io.fallline.configuration.ComponentRegistries;
import io.fallline.core.optimizer.Optimizers;
import io.fallline.core.schedule.LearningRateSchedules;
import io.fallline.core.setting.FactoryRegistry;
import io.fallline.core.setting.Hyperparameters;
import io.fallline.core.setting.Hyperparameters.Setting;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * docs/rules.md, in which people write about rules and schedules: the settings of each are made
 * from the code, and so is the whole section of a rule or schedule that nobody has written about.
 */
final class RulesPage {
  private static final String GENERATED =
      "<!-- made from the Javadoc; write your own in its place -->";
  private static final String OTHERS = "### Other rules\n";

  /** Up to the next heading. */
  private static final String REST = "(?:(?!^#{2,4} ).*\\R)*";

  private static final Pattern SETTINGS =
      Pattern.compile("(?m)^(?:Settings: .*\\R|\\| setting \\|.*\\R(?:\\|.*\\R)*)");

  private String text;

  private RulesPage(String text) {
    this.text = text;
  }

  /** The page with what is made from the code as it should be. */
  static String of(String found) {
    String written =
        Pattern.compile("(?m)^#### .*\\R" + Pattern.quote(GENERATED) + "\\R" + REST)
            .matcher(found.replace(OTHERS, ""))
            .replaceAll("");
    RulesPage page = new RulesPage(written);
    ComponentRegistries registries = ComponentRegistries.all();
    page.complete("## Rules", OTHERS, Optimizers.class, registries.rules());
    page.complete("## Schedules", "", LearningRateSchedules.class, registries.schedules());
    return page.text;
  }

  private void complete(
      String chapter, String heading, Class<?> registry, FactoryRegistry<?> parts) {
    StringBuilder others = new StringBuilder();
    for (String name : parts.names()) {
      Matcher section = Pattern.compile("(?m)^#### `" + name + "`\\R" + REST).matcher(text);
      if (section.find()) {
        String settled = withSettings(section.group(), parts.settingsOf(name));
        text = text.substring(0, section.start()) + settled + text.substring(section.end());
      } else {
        others.append(section(name, registry, parts));
      }
    }
    if (!others.isEmpty()) {
      int next = text.indexOf("\n## ", text.indexOf(chapter + "\n")) + 1;
      text = text.substring(0, next) + heading + others + text.substring(next);
    }
  }

  private static String section(String name, Class<?> registry, FactoryRegistry<?> parts) {
    PartText doc = PartText.of(registry, name, parts.create(name, Hyperparameters.defaults()));
    String about = (doc.first() + " " + doc.others()).strip();
    return "#### "
        + code(name)
        + "\n"
        + GENERATED
        + "\n"
        + about
        + "\n\n"
        + settings(parts.settingsOf(name))
        + "\n";
  }

  private static String withSettings(String section, List<Setting> settings) {
    Matcher found = SETTINGS.matcher(section);
    return found.find()
        ? section.substring(0, found.start()) + settings(settings) + section.substring(found.end())
        : section.stripTrailing() + "\n\n" + settings(settings) + "\n";
  }

  private static String settings(List<Setting> settings) {
    MarkdownPage table = new MarkdownPage();
    if (settings.isEmpty()) {
      table.lines("Settings: none");
    } else {
      table.columns("setting", "default", "takes", "effect");
    }
    for (Setting setting : settings) {
      table.row(
          code(setting.name()),
          code(String.valueOf(setting.defaultValue())),
          cell(setting.expected()),
          cell(setting.effect()));
    }
    return table.text();
  }
}
