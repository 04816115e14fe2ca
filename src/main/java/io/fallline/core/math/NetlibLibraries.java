package io.fallline.core.math;

import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.util.Optional;

/** What netlib's BLAS can use in this Java process. */
final class NetlibLibraries {
  private static final String VECTOR_MODULE = "jdk.incubator.vector";
  private static final String THREADS = "OPENBLAS_NUM_THREADS";

  private NetlibLibraries() {}

  static Optional<String> whyNotVector() {
    if (ModuleLayer.boot().findModule(VECTOR_MODULE).isEmpty()) {
      return Optional.of("Java was started without --add-modules=" + VECTOR_MODULE);
    }
    String found = JavaBLAS.getInstance().getClass().getSimpleName();
    return found.equals("VectorBLAS") ? Optional.empty() : Optional.of("netlib chose " + found + " on this Java");
  }

  static Optional<String> whyNotNative() {
    String threads = System.getenv(THREADS);
    if (!"1".equals(threads)) {
      return Optional.of(
          THREADS + " is " + (threads == null ? "not set" : threads) + ", expected 1: sums over threads have no order");
    }
    try {
      NativeBLAS.getInstance();
      return Optional.empty();
    } catch (RuntimeException | LinkageError e) {
      return Optional.of("no BLAS library could be loaded (" + e.getMessage() + ")");
    }
  }

  static Products vectorProducts() {
    return new NetlibProducts(JavaBLAS.getInstance());
  }

  static Products nativeProducts() {
    return new NetlibProducts(NativeBLAS.getInstance());
  }
}
