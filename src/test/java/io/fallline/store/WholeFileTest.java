package io.fallline.store;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.junit.jupiter.api.Test;

class WholeFileTest {
  @Test
  void aStreamThatFailsAgainOnClosingTellsOfTheFirstTime() throws IOException {
    IOException full = new IOException("No space left on device");
    AtomicBoolean closed = new AtomicBoolean();
    OutputStream failing =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw full;
          }

          @Override
          public void close() throws IOException {
            closed.set(true);
            throw full;
          }
        };
    FSDataOutputStream stream = new FSDataOutputStream(failing, null);
    IOException told =
        assertThrows(
            IOException.class, () -> WholeFile.write(stream, "a", out -> out.write(new byte[9])));
    assertSame(full, told);
    assertTrue(closed.get());
  }
}
