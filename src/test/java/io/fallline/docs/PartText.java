package io.fallline.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the Javadoc of a part says of it: its formula and its source stand there and nowhere else.
 *
 * @param paragraphs as Markdown, each in one line
 */
record PartText(List<String> paragraphs) {
  private static final Pattern CLASS_DOC =
      Pattern.compile("(?s)/\\*\\*(.*?)\\*/\\s*(?:public )?(?:final )?(?:class|enum)");
  private static final Pattern CODE = Pattern.compile("\\{@code ([^}]*)}");
  private static final Pattern LINK = Pattern.compile("\\{@link (?:[\\w.]*\\.)?(\\w+)}");

  static PartText of(Class<?> part) {
    Matcher doc = CLASS_DOC.matcher(source(part));
    if (!doc.find()) {
      throw new IllegalStateException(part + " has no Javadoc");
    }
    return new PartText(
        List.of(doc.group(1).split("<p>")).stream().map(PartText::markdown).toList());
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
    Path file = Path.of("src/main/java", part.getName().replace('.', '/') + ".java");
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }
}
