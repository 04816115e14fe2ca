package io.fallline.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** The processor and the memory that figures belong to. */
record Machine(String processor, int cores, long gibibytes) {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  static Machine here() throws IOException {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        Math.round(system.getTotalMemorySize() / (double) (1L << 30)));
  }

  /** The model where Linux says it, else the architecture. */
  private static String processorName() throws IOException {
    if (!Files.isReadable(PROCESSORS)) {
      return System.getProperty("os.arch");
    }
    String text = Files.readString(PROCESSORS);
    String name =
        text.lines()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
    return text.contains(" avx512f") ? name + " with AVX-512" : name;
  }

  String words() {
    return cores + " cores of " + processor + ", " + gibibytes + " GiB of memory";
  }
}
