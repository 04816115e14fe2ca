package io.fallline.data.sources;

import io.fallline.model.BadRow;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;

/** Parses a raw row into a row of the table's columns; throws {@link BadRow} where it cannot. */
@FunctionalInterface
public interface RawRowParser extends Serializable {
  /** Of sources whose raw rows are rows of the table's columns already. */
  RawRowParser NONE = raw -> raw;

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

  /**
   * Where a row has numbers.
   *
   * @param names of all columns, by ordinal
   * @param required ordinals of columns that hold nothing else
   * @param possible ordinals of columns that may hold texts as well
   */
  record NumberColumns(List<String> names, int[] required, int[] possible) implements Serializable {
    /** In the order of the columns: a message names the first of a row that is wrong. */
    public static NumberColumns of(
        List<String> names, Set<Integer> required, Set<Integer> possible) {
      return new NumberColumns(List.copyOf(names), sorted(required), sorted(possible));
    }

    private static int[] sorted(Set<Integer> ordinals) {
      return new TreeSet<>(ordinals).stream().mapToInt(Integer::intValue).toArray();
    }
  }
}
