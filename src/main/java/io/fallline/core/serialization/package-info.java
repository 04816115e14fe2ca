/**
 * Objects as bytes: Java serialization between a driver and its own executors, and Protobuf.
 *
 * <p>Start at {@link JavaSerialization}. Nothing that a file holds is read by it.
 */
package io.fallline.core.serialization;
