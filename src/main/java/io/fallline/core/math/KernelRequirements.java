package io.fallline.core.math;

import dev.ludovic.netlib.blas.NativeBLAS;
import java.util.Optional;

/** Checks what kernels need of the Java process that they run in. */
final class KernelRequirements {
  private static final String VECTOR_MODULE = "jdk.incubator.vector";
  private static final String THREADS = "OPENBLAS_NUM_THREADS";

  private KernelRequirements() {}

  static Optional<String> whyNotVector() {
    return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent()
        ? Optional.empty()
        : Optional.of("Java was started without --add-modules=" + VECTOR_MODULE);
  }

  static Optional<String> whyNotNative() {
    String threads = System.getenv(THREADS);
    if (!"1".equals(threads)) {
      return Optional.of(
          THREADS
              + " is "
              + (threads == null ? "not set" : threads)
              + ", expected 1: threads would add in any order");
    }
    try {
      Optional<String> why = BundledBlas.whyNotLoaded();
      if (why.isEmpty()) {
        NativeBLAS.getInstance();
      }
      return why;
    } catch (RuntimeException | LinkageError e) {
      return Optional.of("no BLAS library could be loaded (" + e.getMessage() + ")");
    }
  }
}
