package dev.nn.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Holds work to a time and an amount of memory. */
final class Bounded {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Of the processor: what else runs on the machine does not count. */
  private static final long MOST_MILLIS = 5_000;

  /** All that is allocated, collected in the meantime or not. */
  private static final long MOST_BYTES = 1L << 30;

  /** What is not done by then never will be. */
  private static final long HANGING_SECONDS = 300;

  private static final ScheduledExecutorService WATCH =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "watch");
            thread.setDaemon(true);
            return thread;
          });

  private Bounded() {}

  /** Does work here and now. */
  static void run(Runnable work) {
    Thread here = Thread.currentThread();
    ScheduledFuture<?> watch = WATCH.schedule(() -> hangs(here), HANGING_SECONDS, TimeUnit.SECONDS);
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long start = THREADS.getCurrentThreadCpuTime();
    try {
      work.run();
    } finally {
      watch.cancel(false);
    }
    long millis = (THREADS.getCurrentThreadCpuTime() - start) / 1_000_000;
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - bytes;
    if (millis > MOST_MILLIS) {
      throw new AssertionError("took " + millis + " ms");
    }
    if (allocated > MOST_BYTES) {
      throw new AssertionError("allocated " + (allocated >> 20) + " MiB");
    }
  }

  /** A thread cannot be ended from outside; the input is still there, in the workplace's folder. */
  private static void hangs(Thread thread) {
    System.err.println("hangs, see the newest nn-fuzz* in the folder for temporary files:");
    for (StackTraceElement each : thread.getStackTrace()) {
      System.err.println("\tat " + each);
    }
    Runtime.getRuntime().halt(1);
  }
}
