package io.fallline.core.math;

import dev.ludovic.netlib.blas.NativeBLAS;
import io.fallline.core.failure.Failure;
import io.fallline.core.setting.NameSuggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one way to every dense float32 product, whose bits depend on the name of the kernels alone
 * (those of native ones on the library and the kind of processor too). Checks shapes, and leaves
 * computing to {@link MatrixKernels}. Shared by threads.
 *
 * <ul>
 *   <li>{@code native}: the machine's BLAS, on one thread
 *   <li>{@code vector}: Java's vector instructions; the same bits on every processor and Java,
 *       others than those of java, as it does not round between multiplication and addition
 *   <li>{@code portable}: the bits of vector in this release and later ones, with or without the
 *       module of the vector instructions: plain loops where it is not there
 *   <li>{@code java}: plain loops that round after every multiplication; the same bits on every
 *       processor and Java, but a later release may have faster loops with others
 * </ul>
 */
public final class Kernels {
  public static final List<String> NAMES = List.of("native", "vector", "java", "portable");
  private static final String VECTOR_MODULE = "jdk.incubator.vector";
  private static final String THREADS = "OPENBLAS_NUM_THREADS";

  private final String name;
  private final MatrixKernels products;

  private Kernels(String name, MatrixKernels products) {
    this.name = name;
    this.products = products;
  }

  /**
   * @throws Failure (CONFIGURATION) if there are none of this name, or not in this Java process
   */
  public static Kernels named(String name) {
    if (!NAMES.contains(name)) {
      throw Failure.configuration(NameSuggestion.unknown(name, "kernel", NAMES));
    }
    Optional<String> missing = whyMissing(name);
    if (missing.isPresent()) {
      throw Failure.configuration("there are no " + name + " kernels here: " + missing.get());
    }
    return new Kernels(
        name,
        switch (name) {
          case "native" -> BlasKernels.ofThisMachine();
          case "vector" -> new SimdKernels();
          case "portable" -> whyMissing("vector").isEmpty() ? new SimdKernels() : new FmaKernels();
          default -> new ScalarKernels();
        });
  }

  /**
   * The names of what this Java process has, fastest first: vectors of sixteen numbers outrun
   * OpenBLAS, shorter ones do not.
   */
  public static List<String> available() {
    List<String> names = new ArrayList<>(NAMES);
    if (whyMissing("vector").isEmpty() && SimdKernels.areWide()) {
      names.remove("vector");
      names.add(0, "vector");
    }
    names.removeIf(name -> whyMissing(name).isPresent());
    return List.copyOf(names);
  }

  /**
   * Why this Java process lacks the kernels of this name, for the person who could change it; empty
   * if it has them.
   */
  public static Optional<String> whyMissing(String name) {
    return switch (name) {
      case "native" -> whyNotNative();
      case "vector" -> whyNotVector();
      default -> Optional.empty();
    };
  }

  static Optional<String> whyNotVector() {
    return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent()
        ? Optional.empty()
        : Optional.of("Java was started without --add-modules=" + VECTOR_MODULE);
  }

  private static Optional<String> whyNotNative() {
    String threads = System.getenv(THREADS);
    if (!"1".equals(threads)) {
      String found = threads == null ? "not set" : threads;
      return Optional.of(THREADS + " is " + found + ", expected 1: threads would add in any order");
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

  public String name() {
    return name;
  }

  /**
   * Z ← Z + X·Wᵀ.
   *
   * @param x X [rows, inputs] from {@code xFrom} on
   * @param w W [outputs, inputs] from {@code wFrom} on
   * @param z Z [rows, outputs]
   */
  public void forward(
      int rows, int inputs, int outputs, float[] x, int xFrom, float[] w, int wFrom, float[] z) {
    requireMatrix(x, xFrom, rows, inputs);
    requireMatrix(w, wFrom, outputs, inputs);
    requireMatrix(z, 0, rows, outputs);
    if (outputs == 1) {
      MatrixVector.forward(rows, inputs, x, xFrom, w, wFrom, z);
    } else if (rows > 0) {
      products.forward(rows, inputs, outputs, x, xFrom, w, wFrom, z);
    }
  }

  /**
   * dX ← dZ·W, whatever dX held before.
   *
   * @param dz dZ [rows, outputs]
   * @param dx dX [rows, inputs]
   */
  public void backward(
      int rows, int inputs, int outputs, float[] dz, float[] w, int wFrom, float[] dx) {
    requireMatrix(dz, 0, rows, outputs);
    requireMatrix(w, wFrom, outputs, inputs);
    requireMatrix(dx, 0, rows, inputs);
    if (outputs == 1) {
      MatrixVector.backward(rows, inputs, dz, w, wFrom, dx);
    } else if (rows > 0) {
      products.backward(rows, inputs, outputs, dz, w, wFrom, dx);
    }
  }

  /** dW ← dW + dZᵀ·X, shapes as above. */
  public void gradient(
      int rows, int inputs, int outputs, float[] dz, float[] x, int xFrom, float[] dw, int dwFrom) {
    requireMatrix(dz, 0, rows, outputs);
    requireMatrix(x, xFrom, rows, inputs);
    requireMatrix(dw, dwFrom, outputs, inputs);
    if (outputs == 1) {
      MatrixVector.gradient(rows, inputs, dz, x, xFrom, dw, dwFrom);
    } else if (rows > 0) {
      products.gradient(rows, inputs, outputs, dz, x, xFrom, dw, dwFrom);
    }
  }

  // native code would read beyond an array's end without a word
  private static void requireMatrix(float[] array, int from, int rows, int columns) {
    long end = from + (long) rows * columns;
    if (from < 0 || rows < 0 || columns < 0 || end > array.length) {
      String matrix = "a matrix [" + rows + ", " + columns + "] from " + from + " on";
      throw new IndexOutOfBoundsException(matrix + " does not fit an array of " + array.length);
    }
  }
}
