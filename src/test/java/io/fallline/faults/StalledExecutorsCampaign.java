package io.fallline.faults;

import io.fallline.testing.LongTrial;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executors that stand still or lose blocks: each training ends with the bits of a calm one. */
@LongTrial
@Tag("alone")
class StalledExecutorsCampaign {
  @TempDir private Path directory;

  @Test
  void trainingsWhoseExecutorsStandStillOrLoseBlocksEndWithTheSameBits() throws Exception {
    FaultsCampaign.run(directory, "false", FaultsDriver.OTHERS);
  }
}
