package dev.nn.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux says about the processor, its load and a process. */
final class Machine {

  /** Linux reports times to user programs in hundredths of a second, whatever the kernel's tick. */
  private static final double TICKS_PER_SECOND = 100;

  private Machine() {}

  static boolean hasAvx512() {
    return cpuInfo("flags").contains("avx512f");
  }

  static String processor() {
    return cpuInfo("model name") + ", " + Runtime.getRuntime().availableProcessors() + " cores";
  }

  /** Processor seconds spent by all processes (and stolen by other guests) since the start. */
  static double busySeconds() {
    // cpu user nice system idle iowait irq softirq steal guest guest_nice; guest is part of user
    String[] fields = lines("/proc/stat").get(0).split("\\s+");
    long ticks = 0;
    for (int i = 1; i <= 8; i++) {
      boolean idle = i == 4 || i == 5;
      ticks += idle ? 0 : Long.parseLong(fields[i]);
    }
    return ticks / TICKS_PER_SECOND;
  }

  /** Processor seconds spent by a process and its threads. */
  static double cpuSeconds(long pid) {
    String stat = lines("/proc/" + pid + "/stat").get(0);
    // The second field, the command in parentheses, may hold blanks.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  /** The most memory that a process has had resident, in KiB. */
  static long peakKib(long pid) {
    return lines("/proc/" + pid + "/status").stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  private static String cpuInfo(String key) {
    return lines("/proc/cpuinfo").stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("");
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
