package io.fallline.job.monitoring;

import io.fallline.store.HistoryFileWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/** What a training has told: to its file, if it has one, and in memory for those who ask. */
public final class RunHistory {
  /** Lines and those before them: to remember where a history was costs nothing. */
  public record Lines(Lines before, byte[] text) {
    static final Lines NONE = new Lines(null, new byte[0]);

    public byte[] all() {
      Deque<byte[]> texts = new ArrayDeque<>();
      for (Lines lines = this; lines != null; lines = lines.before) {
        texts.push(lines.text);
      }
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      texts.forEach(all::writeBytes);
      return all.toByteArray();
    }
  }

  private final Consumer<String> append;
  private final Runnable flush;
  private final boolean remembers;
  private Lines lines = Lines.NONE;

  /** One that is remembered only. */
  public RunHistory(Optional<byte[]> before) {
    this(lines -> {}, () -> {}, before, true);
  }

  /**
   * @param before what was told before the training was interrupted
   * @param remembers whether {@link #soFar} will be asked for
   */
  public RunHistory(HistoryFileWriter file, Optional<byte[]> before, boolean remembers) {
    this(file::append, file::flush, before, remembers);
  }

  private RunHistory(
      Consumer<String> append, Runnable flush, Optional<byte[]> before, boolean remembers) {
    this.append = append;
    this.flush = flush;
    this.remembers = remembers;
    before.ifPresent(told -> append(new String(told, StandardCharsets.UTF_8)));
    flush();
  }

  /**
   * @param text lines, each with its line break
   */
  public void append(String text) {
    if (remembers) {
      lines = new Lines(lines, text.getBytes(StandardCharsets.UTF_8));
    }
    append.accept(text);
  }

  /** Shows all lines to those who read along. */
  void flush() {
    flush.run();
  }

  /** All that was told so far. */
  public Lines soFar() {
    return lines;
  }
}
