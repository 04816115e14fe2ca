package io.fallline.data;

import java.util.List;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;

/** A column that directories name ({@code day=3}), which is lost where a path goes into one. */
final class PartitionDirectory {
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
              + HoconQuoting.quoted(base(parts))
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
