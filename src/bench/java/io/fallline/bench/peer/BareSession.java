package io.fallline.bench.peer;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/** Starts a Spark session and stops it: what no program on Spark is faster than. */
public final class BareSession {
  private BareSession() {}

  public static void main(String[] arguments) {
    Configurator.setRootLevel(Level.OFF);
    Sparks.local().stop();
  }
}
