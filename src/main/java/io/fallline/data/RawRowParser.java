package io.fallline.data;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;

/** A raw row → a row of the table's columns; throws {@link BadRow} where there is none. */
@FunctionalInterface
interface RawRowParser extends Serializable {
  Row parse(Row raw);

  /**
   * The same where every column that is wrong is told of, whose cell may then be null.
   *
   * @return null where there is no row
   */
  default Row parse(Row raw, Consumer<BadRow> refused) {
    try {
      return parse(raw);
    } catch (BadRow bad) {
      refused.accept(bad);
      return null;
    }
  }

  /**
   * The same for rows of so many features.
   *
   * @param features 0 where a model takes no vector
   */
  default RawRowParser resized(int features) {
    return this; // most rows say themselves how long they are
  }

  /** The same where these columns are read as numbers, which a source may write in its own way. */
  default RawRowParser numbers(NumberColumns columns) {
    return this;
  }

  /**
   * What may be done about a row that was refused, to be put behind the complaint; empty where the
   * complaint says all.
   */
  default String advice(Row raw, String complaint) {
    return "";
  }

  /** What a person should know of columns that are used as features. */
  default List<String> remarks(Collection<String> features) {
    return List.of();
  }

  /** What a person should know of the texts that a column has; none where they are as usual. */
  default List<String> textRemarks(String column, Collection<String> texts) {
    return List.of();
  }
}
