package io.fallline.job.scoring;

import io.fallline.configuration.DataSection.Scaling;
import io.fallline.configuration.hocon.HoconWriter;
import io.fallline.model.Encoding;
import java.util.Locale;

/** How inputs were scaled, for people: where that was chosen by itself, also what was chosen. */
public final class ScalingText {
  private ScalingText() {}

  public static String of(Encoding encoding) {
    if (encoding.scaling() != Scaling.AUTO) {
      return HoconWriter.word(encoding.scaling());
    }
    int numbers = encoding.numbers();
    int scaled = encoding.scaledInputs(0, numbers);
    if (numbers == 0 || scaled == 0) {
      return "auto: none";
    }
    return scaled == numbers
        ? "auto: standard"
        : String.format(
            Locale.ROOT,
            "auto: %,d of %,d numeric inputs, the others as they are",
            scaled,
            numbers);
  }
}
