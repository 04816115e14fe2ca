package io.fallline.retrain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fallline.registry.Lease;
import io.fallline.registry.LogEntry;
import io.fallline.registry.VersionLog;
import io.fallline.retrain.RacingPublisher.Attempt;
import io.fallline.retrain.RacingPublisher.Ending;
import java.util.ArrayList;
import java.util.List;

/** What a log tells of publications. */
final class Publications {
  private Publications() {}

  /** In their order, each under the lease that its publisher held. */
  static List<Attempt> of(VersionLog log) {
    List<Attempt> all = new ArrayList<>();
    LogEntry before = null;
    for (LogEntry entry : log.all()) {
      if (entry.event().equals("promoted")) {
        Lease lease = before.state().lease().orElseThrow();
        assertEquals(lease.holder(), entry.by());
        all.add(new Attempt(Ending.PUBLISHED, entry.state().lastNumber(), lease.token()));
      }
      before = entry;
    }
    return all;
  }
}
