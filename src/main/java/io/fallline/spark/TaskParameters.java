package io.fallline.spark;

import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;

/** The parameters as a task has them: itself, or by a broadcast. */
record TaskParameters(float[] values, Broadcast<float[]> broadcast) implements Serializable {
  float[] get() {
    return broadcast == null ? values : broadcast.value();
  }
}
