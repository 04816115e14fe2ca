package io.fallline.data;

/** A column that directories name ({@code day=3}), which is lost where a path goes into one. */
final class PartitionDirectory {
  private PartitionDirectory() {}

  /**
   * @param name of the table: its paths
   * @return empty where no directory names the column
   */
  static String hint(String column, String name) {
    for (String path : name.split(", ")) {
      if (("/" + path).contains("/" + column + "=")) {
        return "; it is named by a directory that the path goes into: set data.options.basePath ="
            + " \""
            + base(path)
            + "\", where such directories begin";
      }
    }
    return "";
  }

  /** What stands before the first such directory. */
  private static String base(String path) {
    String[] parts = path.split("/", -1);
    StringBuilder base = new StringBuilder();
    for (int i = 0; i < parts.length && !parts[i].contains("="); i++) {
      base.append(i == 0 ? "" : "/").append(parts[i]);
    }
    return base.isEmpty() ? (path.startsWith("/") ? "/" : ".") : base.toString();
  }
}
