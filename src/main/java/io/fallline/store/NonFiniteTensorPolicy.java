package io.fallline.store;

/**
 * What becomes of NaN and infinities in a file of tensors; the format itself does not mind them.
 */
public enum NonFiniteTensorPolicy {
  REFUSE,
  KEEP
}
