package io.fallline.job;

import io.fallline.core.train.Part;
import io.fallline.job.configuration.RetrainSection.GateData;

/** The rows that a gate is measured on, as training calls them. */
final class HeldOutParts {
  private HeldOutParts() {}

  static Part of(GateData on) {
    return switch (on) {
      case TEST -> Part.TEST;
      case VALIDATION -> Part.VALIDATION;
    };
  }
}
