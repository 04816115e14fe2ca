package io.fallline.data;

import io.fallline.core.setting.Names;
import java.util.List;
import java.util.Optional;

/** What may be behind a column that a table does not have. */
final class MissingColumn {
  private static final int MOST_LISTED = 20;

  private MissingColumn() {}

  /**
   * @param names of the columns that are there
   * @param text whether the table is one of csv files
   */
  static String hint(String column, List<String> names, boolean text) {
    if (text && names.get(0).startsWith("#")) {
      return "; the first line begins with #: if it is a comment, set data.options.comment = \"#\"";
    }
    String delimiter = text && names.size() == 1 ? wrongDelimiter(names.get(0)) : "";
    if (!delimiter.isEmpty()) {
      return delimiter;
    }
    Optional<String> blank = names.stream().filter(name -> name.strip().equals(column)).findFirst();
    if (text && blank.isPresent()) {
      return "; there is \""
          + blank.get()
          + "\" with a blank: set data.options.ignoreLeadingWhiteSpace and"
          + " data.options.ignoreTrailingWhiteSpace = true";
    }
    return Names.nearest(column, names).map(near -> "; did you mean \"" + near + "\"?").orElse("");
  }

  /** In quotes, so that a blank shows. */
  static String listed(List<String> names) {
    List<String> quoted =
        names.stream().limit(MOST_LISTED).map(name -> "\"" + name + "\"").toList();
    String list = String.join(", ", quoted);
    int more = names.size() - quoted.size();
    return more == 0 ? list : list + ", … " + more + " more";
  }

  private static String wrongDelimiter(String header) {
    for (String delimiter : List.of(";", "\t", "|", ",", " ")) {
      if (header.contains(delimiter)) {
        String shown = delimiter.equals("\t") ? "\\t" : delimiter;
        return "; the header is one column, set data.options.sep = \"" + shown + "\"";
      }
    }
    return "";
  }
}
