package io.fallline.repeat;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fallline.core.math.Kernels;
import io.fallline.testing.ForkedJava;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The short form of {@link ColdHotCampaign}. */
class ColdHotTest {
  @TempDir Path directory;

  static java.util.List<String> available() {
    return Kernels.available();
  }

  @ParameterizedTest
  @MethodSource("available")
  void interpretedCompiledAndMovedCallsGiveTheSameBits(String kernels) throws Exception {
    Optional<Path> newer = ForkedJava.newerHome();
    ColdHotTrial trial = ColdHotTrial.interpreted(kernels, "short", directory);
    trial.run(ForkedJava.home(), "-XX:+UseSerialGC");
    assumeTrue(newer.isPresent(), "no Java newer than this one; name its home by -DnewerJava");
    trial.run(newer.get(), "-XX:+UseParallelGC");
  }
}
