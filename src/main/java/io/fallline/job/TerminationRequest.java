package io.fallline.job;

/** Whether somebody outside wants a training to end where it is. */
public interface TerminationRequest {
  /** Nobody ever does. */
  TerminationRequest NEVER =
      new TerminationRequest() {
        @Override
        public void trainingBegins() {}

        @Override
        public boolean isAsked() {
          return false;
        }

        @Override
        public void trainingEnds() {}
      };

  /**
   * From now on {@link #isAsked} is looked at after each step; before, the process may just end.
   */
  void trainingBegins();

  boolean isAsked();

  /** It is not looked at any more. */
  void trainingEnds();
}
