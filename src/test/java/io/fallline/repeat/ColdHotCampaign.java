package io.fallline.repeat;

import io.fallline.core.math.Kernels;
import io.fallline.testing.Campaign;
import io.fallline.testing.ForkedJava;
import io.fallline.testing.LongTrial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kernel gives the same bits cold and hot, wherever its arrays lie: in this Java and a newer
 * one, under a collector that stops the program and one that moves arrays while it runs.
 */
@LongTrial
class ColdHotCampaign {
  private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-XX:+UseZGC");

  @TempDir Path directory;

  static List<String> available() {
    return Kernels.available();
  }

  @ParameterizedTest
  @MethodSource("available")
  void everyCallGivesTheBitsOfTheFirstInterpretedOne(String kernels) throws Exception {
    List<Path> javas = new ArrayList<>(List.of(ForkedJava.home()));
    ForkedJava.newerHome().ifPresent(javas::add);
    boolean full = Campaign.rounds(1, 0) == 1;
    ColdHotTrial trial = ColdHotTrial.interpreted(kernels, full ? "full" : "brief", directory);
    for (Path java : javas) {
      for (String options : OPTIONS.subList(0, Campaign.rounds(2, 1))) {
        Campaign.figure("cold and hot: " + trial.run(java, options));
      }
    }
  }
}
