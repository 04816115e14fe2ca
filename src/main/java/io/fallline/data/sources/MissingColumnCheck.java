package io.fallline.data.sources;

import io.fallline.configuration.hocon.HoconWriter;
import io.fallline.core.failure.Failure;
import io.fallline.core.setting.NameSuggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;

/** What may be behind a column that a table does not have. */
public final class MissingColumnCheck {
  private static final int MOST_LISTED = 20;

  /** Characters of a list of columns that are not there. */
  private static final int ROOM = 600;

  private MissingColumnCheck() {}

  /**
   * @throws Failure DATA if any of the columns is not there, for all that are not
   */
  public static void refuse(SourceTable table, List<String> columns) {
    List<String> names = new ArrayList<>(Arrays.asList(table.schema().fieldNames()));
    Set<String> there = new HashSet<>(names);
    List<String> absent = columns.stream().filter(column -> !there.contains(column)).toList();
    if (absent.isEmpty()) {
      return;
    }
    names.remove(SourceTables.CORRUPT);
    String listed = (names.size() == 1 ? "is " : "are ") + listed(names);
    if (absent.size() == 1 || (table.untyped() && names.size() == 1)) {
      String column = absent.get(0);
      String directory = PartitionDirectory.hint(column, table.paths());
      String hint = directory.isEmpty() ? hint(column, names, table.untyped()) : directory;
      throw Failure.data(
          table.name() + ": no column \"" + column + "\"" + hint + " (there " + listed + ")");
    }
    List<String> each =
        absent.stream().map(column -> "\"" + column + "\"" + brief(column, names, table)).toList();
    throw Failure.data(
        "%s: no columns %s (there %s)", table.name(), BoundedListText.of(each, ", ", ROOM), listed);
  }

  private static String brief(String column, List<String> names, SourceTable table) {
    String directory = PartitionDirectory.hint(column, table.paths());
    String hint = directory.isEmpty() ? hint(column, names, table.untyped()) : directory;
    return hint.isEmpty() ? "" : " (" + hint.substring(2) + ")";
  }

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
    return NameSuggestion.nearest(column, names)
        .map(near -> "; did you mean \"" + near + "\"?")
        .orElse("");
  }

  /** In quotes, so that a blank shows. */
  public static String listed(List<String> names) {
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

  /** A column that directories name ({@code day=3}), which is lost where a path goes into one. */
  static final class PartitionDirectory {
    private PartitionDirectory() {}

    /**
     * @param paths of the table
     * @return empty where no directory names the column
     */
    static String hint(String column, List<String> paths) {
      for (String path : paths) {
        String[] parts = path.split("/", -1);
        for (String part : parts) {
          if (isNamed(part) && name(part).equals(column)) {
            return "; it is named by a directory that the path goes into: set data.options.basePath = "
                + HoconWriter.quoted(base(parts))
                + ", where such directories begin";
          }
        }
      }
      return "";
    }

    private static boolean isNamed(String directory) {
      return directory.indexOf('=') > 0;
    }

    /** Spark writes signs that file systems are particular about as %22. */
    private static String name(String directory) {
      return ExternalCatalogUtils.unescapePathName(directory.substring(0, directory.indexOf('=')));
    }

    /** What stands before the first such directory. */
    private static String base(String[] parts) {
      StringBuilder base = new StringBuilder();
      for (int i = 0; !isNamed(parts[i]); i++) {
        base.append(i == 0 ? "" : "/").append(parts[i]);
      }
      return base.isEmpty() ? (parts[0].isEmpty() ? "/" : ".") : base.toString();
    }
  }
}
