package io.fallline.configuration;

import java.util.OptionalInt;

/**
 * The number of rows in a step.
 *
 * @param rows empty: all rows, which is batch gradient descent
 */
public record BatchSize(OptionalInt rows) {
  public static final BatchSize FULL = new BatchSize(OptionalInt.empty());

  private static final String FULL_WORD = "full";

  public static BatchSize of(int rows) {
    return new BatchSize(OptionalInt.of(rows));
  }

  public boolean isFull() {
    return rows.isEmpty();
  }

  @Override
  public String toString() {
    return isFull() ? FULL_WORD : Integer.toString(rows.getAsInt());
  }

  /** A number of rows, or the word full. */
  static final class Type implements KeyType<BatchSize> {
    @Override
    public BatchSize read(SectionReader training, DeclaredKey key) {
      if (training.isWord(key.name(), FULL_WORD)) {
        return FULL;
      }
      return of(
          (int)
              training.whole(
                  key.name(),
                  "a whole number of 1 or more, or full",
                  n -> n >= 1 && n <= Integer.MAX_VALUE));
    }

    @Override
    public Object write(BatchSize size, DeclaredKey key) {
      return size.isFull() ? (Object) FULL_WORD : size.rows().getAsInt();
    }

    @Override
    public Class<?> paramType(DeclaredKey key) {
      return int.class; // the word has a Param of its own: fullBatch
    }
  }
}
