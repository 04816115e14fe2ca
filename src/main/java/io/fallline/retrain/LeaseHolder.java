package io.fallline.retrain;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who this process is, for people who find its lease. */
final class LeaseHolder {
  private LeaseHolder() {}

  static String name() {
    return System.getProperty("user.name")
        + "@"
        + host()
        + ", process "
        + ProcessHandle.current().pid();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a host without a name";
    }
  }
}
