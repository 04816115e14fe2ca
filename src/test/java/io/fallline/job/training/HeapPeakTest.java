package io.fallline.job.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Test;

class HeapPeakTest {
  private static final int HELD = 64 << 20;
  private static final int PIECE = 8 << 20;

  /** Returns when those that listened before have heard of it, as listeners are told in turn. */
  private static void collect() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    NotificationListener listener =
        (notification, none) -> {
          if (GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
              .getGcCause()
              .equals("System.gc()")) {
            told.countDown();
          }
        };
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector).addNotificationListener(listener, null, null);
    }
    try {
      System.gc();
      assertTrue(told.await(1, TimeUnit.MINUTES), "no collection was told of");
    } finally {
      for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
        ((NotificationEmitter) collector).removeNotificationListener(listener);
      }
    }
  }

  private static long used() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void whatIsHeldIsSeenAndGarbageIsNot() throws Exception {
    collect();
    long before = used();
    try (HeapPeak peak = new HeapPeak()) {
      byte[] held = new byte[HELD];
      long garbage = 0;
      while (garbage < 4L * HELD) {
        garbage += new byte[PIECE].length;
      }
      collect();
      Reference.reachabilityFence(held);
      assertTrue(peak.bytes() >= HELD, peak.bytes() + " of " + HELD);
      assertTrue(peak.bytes() < before + 2L * HELD, peak.bytes() + ", and before " + before);
    }
  }

  @Test
  void theMostIsKeptWhenLessIsHeldLater() throws Exception {
    try (HeapPeak peak = new HeapPeak()) {
      byte[] held = new byte[HELD];
      collect();
      Reference.reachabilityFence(held);
      held = null;
      long most = peak.bytes();
      collect();
      assertTrue(used() < most, used() + " of " + most + ": it is still held");
      assertEquals(most, peak.bytes());
    }
  }

  @Test
  void whatIsHeldAfterItIsClosedDoesNotCount() throws Exception {
    HeapPeak peak = new HeapPeak();
    collect();
    peak.close();
    long most = peak.bytes();
    byte[] held = new byte[HELD];
    collect();
    Reference.reachabilityFence(held);
    assertTrue(used() > most, used() + " of " + most + ": nothing more is held");
    assertEquals(most, peak.bytes());
  }
}
