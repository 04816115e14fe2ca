package io.fallline.retrain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.failure.Failure;
import io.fallline.data.sources.SourceListing.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SourceWatermarkTest {
  private static final SourceFile MONDAY = new SourceFile("file:/data/day=1/a.csv", 100, 5000);
  private static final SourceFile TUESDAY = new SourceFile("file:/data/day=2/a.csv", 100, 5000);

  @Test
  void whereNothingWasReadEverythingIsUnseen() {
    assertEquals(List.of(MONDAY, TUESDAY), SourceWatermark.NONE.unseen(List.of(MONDAY, TUESDAY)));
  }

  @Test
  void aFileIsKnownByItsPathLengthAndTime() {
    SourceWatermark seen = SourceWatermark.of(List.of(MONDAY));
    SourceFile longer = new SourceFile(MONDAY.path(), 101, 5000);
    SourceFile later = new SourceFile(MONDAY.path(), 100, 5001);
    assertEquals(List.of(), seen.unseen(List.of(MONDAY)));
    assertEquals(List.of(TUESDAY), seen.unseen(List.of(MONDAY, TUESDAY)));
    assertEquals(List.of(longer), seen.unseen(List.of(longer)));
    assertEquals(List.of(later), seen.unseen(List.of(later)));
  }

  @Test
  void whatWasReadBeforeStaysKnownAndAChangedFileIsKnownAsItIsNow() {
    SourceFile changed = new SourceFile(MONDAY.path(), 200, 9000);
    SourceWatermark seen =
        SourceWatermark.of(List.of(MONDAY)).with(List.of(TUESDAY)).with(List.of(changed));
    assertEquals(Set.of(MONDAY.path(), TUESDAY.path()), seen.files().keySet());
    assertEquals(List.of(), seen.unseen(List.of(changed, TUESDAY)));
    assertEquals(List.of(MONDAY), seen.unseen(List.of(MONDAY)), "as it was is not as it is");
  }

  @Test
  void itIsReadAsItWasWritten() {
    SourceFile odd = new SourceFile("hdfs://host/ä \"b\"\\{1,2}.csv", 1L << 40, -1);
    SourceWatermark seen = SourceWatermark.of(List.of(TUESDAY, odd, MONDAY));
    assertEquals(seen, SourceWatermark.read("m", seen.toJson()));
    assertEquals(SourceWatermark.NONE, SourceWatermark.read("m", SourceWatermark.NONE.toJson()));
  }

  @Test
  void whatIsNoneIsRefusedWithWhereItIsFrom() {
    byte[] torn = "{\"files\": [{\"path\": \"a".getBytes(StandardCharsets.UTF_8);
    Failure refused = assertThrows(Failure.class, () -> SourceWatermark.read("models/7", torn));
    assertEquals(Failure.Kind.DATA, refused.kind());
    assertTrue(
        refused.getMessage().startsWith("models/7: watermark.json cannot be used"),
        refused.getMessage());
  }
}
