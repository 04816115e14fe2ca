package io.fallline.data.sources;

import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * How paths appear in messages: as the person wrote them, as far as that can be told from what
 * Spark reports.
 *
 * @param given the paths, or the one name, that the configuration has
 */
public record PathDisplay(List<String> given) implements Serializable {
  public PathDisplay {
    given = List.copyOf(given);
  }

  public String all() {
    return given.size() <= 3
        ? String.join(", ", given)
        : given.get(0) + " and " + (given.size() - 1) + " more";
  }

  /**
   * @param reported a URI of Spark's, escaped
   */
  String path(String reported) {
    if (!reported.startsWith("file:")
        || given.stream().anyMatch(path -> path.startsWith("file:"))) {
      return reported;
    }
    Path absolute = Path.of(URI.create(reported));
    Path here = Path.of("").toAbsolutePath();
    boolean relative = given.stream().noneMatch(path -> path.startsWith("/"));
    return (relative && absolute.startsWith(here) ? here.relativize(absolute) : absolute)
        .toString();
  }
}
