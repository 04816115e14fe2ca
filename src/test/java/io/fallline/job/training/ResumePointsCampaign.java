package io.fallline.job.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.job.training.CheckpointedTraining.Ended;
import io.fallline.testing.Campaign;
import io.fallline.testing.LongTrial;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@LongTrial
class ResumePointsCampaign {
  @TempDir private Path directory;

  @Test
  void wherever200StepsAreInterruptedTheyEndInTheSameBitsAndHistory() throws Exception {
    CheckpointedTraining training = new CheckpointedTraining(directory);
    Ended calm = training.run();
    assertEquals(CheckpointedTraining.STEPS, calm.summary().path("steps").asInt());
    int every = Campaign.rounds(1, 29);
    int points = 0;
    for (int step = 0; step < CheckpointedTraining.STEPS; step += every) {
      String checkpoints = "checkpoint.directory=" + directory.resolve("checkpoints-" + step);
      training.interrupt(step, checkpoints, "checkpoint.everySteps=7");
      Ended resumed = training.run(checkpoints, "checkpoint.resume=require");
      assertEquals(step, resumed.summary().path("resumedFromStep").asInt());
      assertEquals(calm.parameters(), resumed.parameters(), "interrupted after step " + step);
      assertEquals(calm.history(), resumed.history(), "interrupted after step " + step);
      assertEquals(calm.summary().path("metrics"), resumed.summary().path("metrics"));
      points++;
    }
    Campaign.figure(
        "resume points: " + points + " of 200 steps, each to the same bits and history");
  }
}
