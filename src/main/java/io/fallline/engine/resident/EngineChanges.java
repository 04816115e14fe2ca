package io.fallline.engine.resident;

import java.util.ArrayList;
import java.util.List;

/** A record of which engine took the steps of a training that was to be resident. */
public final class EngineChanges {
  private final List<String> changes = new ArrayList<>();
  private boolean resident;

  void resident() {
    resident = true;
  }

  /** Jobs take steps from this one on, counted from 0. */
  void jobs(long step, String reason) {
    changes.add("jobs from step " + (step + 1) + " on: " + reason);
  }

  void residentAgain(long step) {
    changes.add("resident again from step " + (step + 1) + " on");
  }

  /** Resident, unless jobs took all steps. */
  public String engine() {
    return resident || changes.isEmpty() ? "resident" : "jobs";
  }

  /** What became of the engine in the course of training; empty if nothing did. */
  public List<String> texts() {
    return List.copyOf(changes);
  }
}
