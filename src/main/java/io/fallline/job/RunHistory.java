package io.fallline.job;

import io.fallline.store.HistoryFile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What a training has told, in its file and, for checkpoints, in memory. */
final class RunHistory {
  /** Lines and those before them: to remember where a history was costs nothing. */
  record Lines(Lines before, byte[] text) {
    static final Lines NONE = new Lines(null, new byte[0]);

    byte[] all() {
      Deque<byte[]> texts = new ArrayDeque<>();
      for (Lines lines = this; lines != null; lines = lines.before) {
        texts.push(lines.text);
      }
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      texts.forEach(all::writeBytes);
      return all.toByteArray();
    }
  }

  private final HistoryFile file;
  private final boolean remembers;
  private Lines lines = Lines.NONE;

  /**
   * @param before what was told before the training was interrupted
   * @param remembers whether {@link #soFar} will be asked for
   */
  RunHistory(HistoryFile file, Optional<byte[]> before, boolean remembers) {
    this.file = file;
    this.remembers = remembers;
    before.ifPresent(told -> append(new String(told, StandardCharsets.UTF_8)));
    flush();
  }

  /**
   * @param text lines, each with its line break
   */
  void append(String text) {
    if (remembers) {
      lines = new Lines(lines, text.getBytes(StandardCharsets.UTF_8));
    }
    file.append(text);
  }

  /** Shows all lines to those who read along. */
  void flush() {
    file.flush();
  }

  /** All that was told so far. */
  Lines soFar() {
    return lines;
  }
}
