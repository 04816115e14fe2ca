package io.fallline.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The Javadoc of a component, as docs print it: its formula and its source stand there and nowhere
 * else.
 *
 * @param paragraphs as Markdown, each in one line
 */
record PartText(List<String> paragraphs) {
  private static final Pattern CODE = Pattern.compile("\\{@code ([^}]*)}");
  private static final Pattern LINK = Pattern.compile("\\{@link (?:[\\w.]*\\.)?(\\w+)}");

  /**
   * The Javadoc of a component: of the method of its registry that makes it, where there is one of
   * its name, else of its class.
   */
  static PartText of(Class<?> registry, String name, Object component) {
    Matcher method =
        Pattern.compile("/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*private static \\w+ " + name + "\\(")
            .matcher(source(registry));
    return method.find() ? of(method.group(1)) : of(component.getClass());
  }

  private static PartText of(Class<?> part) {
    Matcher doc =
        Pattern.compile(
                "/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*(?:\\w+ )*(?:class|enum) "
                    + part.getSimpleName()
                    + "\\b")
            .matcher(source(part));
    if (!doc.find()) {
      throw new IllegalStateException(part + " has no Javadoc");
    }
    return of(doc.group(1));
  }

  private static PartText of(String javadoc) {
    return new PartText(List.of(javadoc.split("<p>")).stream().map(PartText::markdown).toList());
  }

  /** The Javadoc of a member of a closed set. */
  static String of(Enum<?> member) {
    Matcher doc =
        Pattern.compile("/\\*\\* ([^/]*?) \\*/\\s+" + member.name() + "[,;]")
            .matcher(source(member.getDeclaringClass()));
    if (!doc.find()) {
      throw new IllegalStateException(member + " has no Javadoc");
    }
    return markdown(doc.group(1));
  }

  String first() {
    return paragraphs.get(0);
  }

  String others() {
    return String.join(" ", paragraphs.subList(1, paragraphs.size()));
  }

  private static String markdown(String javadoc) {
    String line =
        javadoc
            .lines()
            .map(text -> text.strip().replaceFirst("^\\*\\s?", ""))
            .collect(Collectors.joining(" "))
            .strip();
    line = CODE.matcher(line).replaceAll("`$1`");
    line = LINK.matcher(line).replaceAll("$1");
    if (line.contains("{@") || line.contains("</")) {
      throw new IllegalStateException("no Markdown is known for all of: " + line);
    }
    return line.replace("&gt;", ">").replace("|", "\\|");
  }

  private static String source(Class<?> part) {
    Class<?> outermost = part.getNestHost();
    Path file = Path.of("src/main/java", outermost.getName().replace('.', '/') + ".java");
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }
}
