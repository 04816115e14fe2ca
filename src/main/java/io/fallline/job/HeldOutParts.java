package io.fallline.job;

import io.fallline.configuration.RetrainSection.GateData;
import io.fallline.core.training.DataSplit;

/** The rows that a gate is measured on, as training calls them. */
final class HeldOutParts {
  private HeldOutParts() {}

  static DataSplit of(GateData on) {
    return switch (on) {
      case TEST -> DataSplit.TEST;
      case VALIDATION -> DataSplit.VALIDATION;
    };
  }
}
