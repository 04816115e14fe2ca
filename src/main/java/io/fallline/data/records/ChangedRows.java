package io.fallline.data.records;

/**
 * Rows that Spark has read a second time, for what it kept of the first was lost, are others than
 * those that the training knows; thrown in a task.
 */
public final class ChangedRows extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ChangedRows() {
    super("the rows are not those that were read first", null, false, false);
  }
}
