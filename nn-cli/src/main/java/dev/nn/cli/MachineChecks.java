package dev.nn.cli;

import static dev.nn.api.backend.Diagnosis.ok;
import static dev.nn.api.backend.Diagnosis.warning;

import com.sun.management.OperatingSystemMXBean;
import dev.nn.api.backend.Diagnosis;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/** Java, memory and processor, as {@code nn doctor} sees them. */
final class MachineChecks {
  /** Less heap than this, and data sets of some size do not fit. */
  private static final long LITTLE_HEAP = 256L << 20;

  private MachineChecks() {}

  static List<Diagnosis> all() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return List.of(
        ok("Java", Version.java()),
        heap(Runtime.getRuntime().maxMemory(), system.getTotalMemorySize()),
        processor(),
        load(system.getSystemLoadAverage(), system.getAvailableProcessors()));
  }

  /**
   * Whether heap and memory fit each other.
   *
   * @param heap most bytes that Java takes for its heap
   * @param memory bytes of the machine, or of the container if that has a limit
   */
  static Diagnosis heap(long heap, long memory) {
    String found = "heap up to %s of %s".formatted(gigabytes(heap), gigabytes(memory));
    if (heap > memory) {
      return warning(
          "memory",
          found,
          "the heap may outgrow the machine or its container: choose a smaller one, such as"
              + " NN_JAVA_OPTS=-Xmx%dm".formatted(Math.max(64, memory / 2 >> 20)));
    }
    return heap < LITTLE_HEAP
        ? warning("memory", found, "larger data need more: NN_JAVA_OPTS=-Xmx2g")
        : ok("memory", found);
  }

  private static Diagnosis processor() {
    String name = Processor.name().orElse(System.getProperty("os.arch"));
    int count = Runtime.getRuntime().availableProcessors();
    String sets = Processor.instructionSets();
    return ok("processor", "%d × %s%s".formatted(count, name, sets.isEmpty() ? "" : ", " + sets));
  }

  /**
   * Whether other programs leave nn room.
   *
   * @param load mean number of running processes in the last minute; negative if unknown
   */
  static Diagnosis load(double load, int processors) {
    if (load < 0) {
      return ok("load", "unknown on this system");
    }
    String found =
        String.format(
            Locale.ROOT, "%.1f running of %d processors in the last minute", load, processors);
    return load > processors
        ? warning("load", found, "other programs are busy: nn will be slower, and times will vary")
        : ok("load", found);
  }

  static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
