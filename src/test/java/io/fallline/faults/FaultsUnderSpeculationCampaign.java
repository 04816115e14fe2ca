package io.fallline.faults;

import io.fallline.testing.LongTrial;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link FaultsCampaign} where Spark starts slow tasks a second time. */
@LongTrial
@Tag("alone")
class FaultsUnderSpeculationCampaign {
  @TempDir private Path directory;

  @Test
  void trainingsWhoseExecutorsAreKilledEndWithTheSameBits() throws Exception {
    FaultsCampaign.killingExecutors(directory, true);
  }
}
