package io.fallline.store;

import io.fallline.model.FileFailures;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * {@code history.jsonl} while it grows. A reader beside the run sees all lines up to the last
 * {@link #flush}; on an object store, all of them once it is closed.
 */
public final class HistoryFileWriter implements AutoCloseable {
  private final String shown;
  private final FSDataOutputStream out;

  private HistoryFileWriter(String shown, FSDataOutputStream out) {
    this.shown = shown;
    this.out = out;
  }

  static HistoryFileWriter create(FileLocation place) {
    return new HistoryFileWriter(
        place.shown(),
        FileFailures.unless(place.shown() + ": cannot be written", () -> place.create(true)));
  }

  /**
   * @param lines each with its line break
   */
  public void append(String lines) {
    attempt(() -> out.write(lines.getBytes(StandardCharsets.UTF_8)));
  }

  public void flush() {
    attempt(
        () -> {
          if (out.hasCapability(StreamCapabilities.HSYNC)) { // and so the cheaper one, too
            out.hflush();
          } else {
            out.flush(); // an object store shows nothing before the end
          }
        });
  }

  @Override
  public void close() {
    attempt(out::close);
  }

  private void attempt(FileFailures.Action write) {
    FileFailures.attempt(shown + ": cannot be written", write);
  }
}
