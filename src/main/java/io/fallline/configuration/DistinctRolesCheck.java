package io.fallline.configuration;

import io.fallline.core.failure.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Refuses a column that has two roles: above all the label among what it is predicted from. */
final class DistinctRolesCheck {
  private final SectionReader section;
  private final Map<String, String> roles = new LinkedHashMap<>();

  private DistinctRolesCheck(SectionReader section) {
    this.section = section;
  }

  static void check(DataSection data, SectionReader section) {
    DistinctRolesCheck roles = new DistinctRolesCheck(section);
    roles.add("label", List.of(data.label()));
    roles.add("weight", list(data.weight()));
    roles.add("offset", list(data.offset()));
    roles.add("features", data.features());
    roles.add("categorical", data.categorical());
    roles.add("hashed", data.hashed());
    roles.add("ignore", data.ignore());
    // splitBy may be a feature too: it says where a row goes, not what it is
    if (data.splitBy().filter(data.label()::equals).isPresent()) {
      throw roles.twice(data.label(), "splitBy", "label");
    }
  }

  private void add(String role, List<String> columns) {
    for (String column : columns) {
      String earlier = roles.putIfAbsent(column, role);
      if (earlier != null) {
        throw twice(column, role, earlier);
      }
    }
  }

  private Failure twice(String column, String role, String earlier) {
    return section.failure(
        role,
        "names the column "
            + column
            + ", which is also data."
            + earlier
            + "; expected one role a column");
  }

  private static List<String> list(Optional<String> column) {
    return column.map(List::of).orElse(List.of());
  }
}
