package io.fallline.registry;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/**
 * The right to publish a version, held by one process at a time. It runs out by the clock, which
 * may be wrong; that nobody publishes who has lost it hangs on the token alone.
 *
 * @param token the number of the entry by which it was taken: nobody else ever has it
 * @param holder for people
 */
public record Lease(long token, String holder, Instant expires) {
  /** The name of this process as a holder. */
  public static String thisProcess() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "a host without a name";
    }
    return System.getProperty("user.name")
        + "@"
        + host
        + ", process "
        + ProcessHandle.current().pid();
  }

  boolean isOver(Instant now) {
    return !now.isBefore(expires);
  }
}
