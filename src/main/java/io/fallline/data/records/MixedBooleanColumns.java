package io.fallline.data.records;

import io.fallline.data.records.NumberOrBooleanObserver.TextListener;
import io.fallline.data.sources.RowPlan;
import io.fallline.data.sources.RowValidator;
import io.fallline.model.BadRow;
import io.fallline.model.CellValues;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.spark.SparkContext;
import org.apache.spark.util.AccumulatorV2;

/**
 * Which columns of texts hold numbers, and which hold booleans: 1 and 0 where a column has nothing
 * else, and a mistake among numbers. No task sees a whole column, so the tasks' sights are put
 * together here; a task that runs twice adds nothing.
 */
public final class MixedBooleanColumns extends AccumulatorV2<Integer, BitSet>
    implements TextListener {
  private static final long serialVersionUID = 1L;

  private static final String REMEDY = "list the column under data.categorical or data.ignore";

  /** Guarded by this: heartbeats read it while a task adds. */
  private final BitSet seen = new BitSet();

  /** Null where every column has a type that Spark knows. */
  public static MixedBooleanColumns of(SparkContext context, List<InputTable> inputTables) {
    if (inputTables.stream().noneMatch(inputTable -> inputTable.table().untyped())) {
      return null;
    }
    MixedBooleanColumns kinds = new MixedBooleanColumns();
    context.register(kinds);
    return kinds;
  }

  /** Columns, as {@link RowReader} numbers them, with numbers and booleans. */
  public Set<Integer> mixed() {
    Set<Integer> mixed = new TreeSet<>();
    BitSet bits = value();
    for (int bit = bits.nextSetBit(0); bit >= 0; bit = bits.nextSetBit(bit + 1)) {
      if (bit % 2 == 0 && bits.get(bit + 1)) {
        mixed.add(bit / 2);
      }
    }
    return mixed;
  }

  /** Refuses a boolean in columns of numbers. */
  public static Function<RowPlan, RowValidator.Plan> refusing(Set<Integer> mixed) {
    Set<Integer> numbers = Set.copyOf(mixed);
    return plan -> {
      int features = plan.roles().inRecordOrder().size();
      TextListener refusal =
          (column, name, text, isBoolean) -> {
            if (isBoolean && numbers.contains(column)) {
              BadRow bad =
                  BadRow.column(name, CellValues.shown(text), "a number, as other rows have");
              throw column < features ? bad.remedy(REMEDY) : bad;
            }
          };
      return () -> {
        RowReader reader = new RowReader(plan, refusal);
        return reader::read;
      };
    };
  }

  @Override
  public void saw(int column, String name, String text, boolean isBoolean) {
    add(2 * column + (isBoolean ? 1 : 0));
  }

  @Override
  public synchronized void add(Integer bit) {
    seen.set(bit);
  }

  @Override
  public void merge(AccumulatorV2<Integer, BitSet> other) {
    BitSet more = other.value();
    synchronized (this) {
      seen.or(more);
    }
  }

  @Override
  public synchronized BitSet value() {
    return (BitSet) seen.clone();
  }

  @Override
  public synchronized boolean isZero() {
    return seen.isEmpty();
  }

  @Override
  public synchronized void reset() {
    seen.clear();
  }

  @Override
  public AccumulatorV2<Integer, BitSet> copy() {
    MixedBooleanColumns copy = new MixedBooleanColumns();
    copy.merge(this);
    return copy;
  }

  private synchronized void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
  }
}
