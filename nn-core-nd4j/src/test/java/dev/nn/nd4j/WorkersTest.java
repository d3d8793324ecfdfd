package dev.nn.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void everyPartRunsOnceAndIsDoneWhenRunReturns(int threads) {
    try (Workers workers = new Workers(threads)) {
      int parts = 7;
      int[] plain = new int[parts];
      AtomicIntegerArray counts = new AtomicIntegerArray(parts);
      Workers.Job job =
          (part, worker) -> {
            assertTrue(worker >= 0 && worker < threads);
            counts.incrementAndGet(part);
            plain[part]++;
          };
      int times = 20_000;
      for (int i = 0; i < times; i++) {
        workers.run(job, parts);
      }
      for (int part = 0; part < parts; part++) {
        assertEquals(times, counts.get(part));
        assertEquals(times, plain[part], "writes of a part are seen by the caller");
      }
    }
  }

  @Test
  void aFailureInAnyPartReachesTheCallerAndTheNextRunWorks() {
    try (Workers workers = new Workers(2)) {
      for (int i = 0; i < 1000; i++) {
        int failing = i % 2;
        Workers.Job job =
            (part, worker) -> {
              if (part == failing) {
                throw new IllegalArgumentException("part " + part);
              }
            };
        Exception thrown = assertThrows(IllegalArgumentException.class, () -> workers.run(job, 2));
        assertEquals("part " + failing, thrown.getMessage());
        workers.run((part, worker) -> {}, 2);
      }
    }
  }

  @Test
  void idleThreadsDoNotBurnTheProcessor() throws InterruptedException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    try (Workers workers = new Workers(2)) {
      workers.run((part, worker) -> {}, 2);
      Thread.sleep(50);
      long before = daemonNanos(threads);
      Thread.sleep(300);
      long used = daemonNanos(threads) - before;
      assertTrue(used < 20_000_000, used + " ns of processor time in 300 ms of idleness");
    }
  }

  private static long daemonNanos(ThreadMXBean threads) {
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(info -> info != null && info.getThreadName().startsWith("nn-nd4j-"))
        .mapToLong(info -> Math.max(0, threads.getThreadCpuTime(info.getThreadId())))
        .sum();
  }

  @Test
  void closingEndsTheThreads() throws InterruptedException {
    Workers workers = new Workers(3);
    workers.run((part, worker) -> {}, 3);
    workers.close();
    for (int i = 0; i < 100 && alive() > 0; i++) {
      Thread.sleep(20);
    }
    assertEquals(0, alive());
  }

  private static long alive() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("nn-nd4j-"))
        .count();
  }
}
