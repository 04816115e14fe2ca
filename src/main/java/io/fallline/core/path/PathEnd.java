package io.fallline.core.path;

/** Why a path ended. */
public enum PathEnd {
  /** It has all its steps. */
  STEPS,
  /** A step's gradient was as small as somebody wanted. */
  GRADIENT_NORM,
  /** Its last point lies far outside the window. */
  LEFT_WINDOW,
  /** The next point would have been no number. */
  NOT_FINITE
}
