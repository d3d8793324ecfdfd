package dev.nn.nd4j;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads of the backend: the caller and {@code threads − 1} daemons.
 *
 * <p>A job is cut into fixed parts; whoever is free claims the next. Which thread runs a part does
 * not change its result, so runs stay bit-identical, and a daemon that is late (parked, or pushed
 * off its core by another process) costs nothing: the caller does its part meanwhile. Handing over
 * takes 0.15 µs while the daemons spin and 13–60 µs when they are parked.
 */
final class Workers implements AutoCloseable {
  /** Work cut into parts that may run at the same time. */
  interface Job {
    /**
     * Does one part.
     *
     * @param part from 0
     * @param worker number of the thread, from 0: whose workspace to use
     */
    void run(int part, int worker);
  }

  /** Work below this runs on the caller alone: waking a parked daemon alone costs about as much. */
  private static final double WORTH_SHARING_NANOS = 10_000;

  /** How long an idle thread spins before it parks. Longer would burn a core between steps. */
  private static final long SPIN_NANOS = 50_000;

  private static final int SPINS_PER_CLOCK = 64;

  private final int threads;
  private final Thread[] daemons;
  private final AtomicInteger parked = new AtomicInteger();

  // The job's number in the upper half, how many of its parts are unclaimed in the lower half. One
  // compare-and-set claims a part of exactly the job that was seen.
  private final AtomicLong unclaimed = new AtomicLong();
  private final AtomicInteger unfinished = new AtomicInteger();
  private Job job;
  private volatile Thread waiting;
  private volatile Throwable failure;
  private volatile boolean closed;

  Workers(int threads) {
    this.threads = threads;
    daemons = new Thread[threads - 1];
    for (int i = 0; i < daemons.length; i++) {
      int worker = i + 1;
      daemons[i] = new Thread(() -> serve(worker), "nn-nd4j-" + worker);
      daemons[i].setDaemon(true);
      daemons[i].start();
    }
  }

  /** Into how many parts to cut work of this length: one, or one per thread. */
  int partsFor(double nanos) {
    return nanos < WORTH_SHARING_NANOS ? 1 : threads;
  }

  /** Runs all parts and returns when they are done. Called by one thread at a time. */
  void run(Job job, int parts) {
    if (parts == 1 || threads == 1) {
      for (int part = 0; part < parts; part++) {
        job.run(part, 0);
      }
      return;
    }
    this.job = job;
    unfinished.set(parts);
    long number = (unclaimed.get() >>> 32) + 1;
    unclaimed.set(number << 32 | parts);
    if (parked.get() > 0) {
      for (Thread daemon : daemons) {
        LockSupport.unpark(daemon);
      }
    }
    while (claim(0)) {}
    awaitOthers();
    Throwable thrown = failure;
    if (thrown != null) {
      failure = null;
      rethrow(thrown);
    }
  }

  /** Runs one part of the current job, if one is left. */
  private boolean claim(int worker) {
    long state = unclaimed.get();
    int left = (int) state;
    if (left == 0) {
      return false;
    }
    Job claimed = job;
    if (!unclaimed.compareAndSet(state, state - 1)) {
      return true;
    }
    try {
      claimed.run(left - 1, worker);
    } catch (Throwable e) {
      failure = e;
    }
    if (unfinished.decrementAndGet() == 0) {
      Thread caller = waiting;
      if (caller != null) {
        LockSupport.unpark(caller);
      }
    }
    return true;
  }

  private void serve(int worker) {
    while (!closed) {
      if (!claim(worker)) {
        awaitWork();
      }
    }
  }

  private void awaitWork() {
    long end = System.nanoTime() + SPIN_NANOS;
    for (int spins = 1; (int) unclaimed.get() == 0; spins++) {
      Thread.onSpinWait();
      if (spins % SPINS_PER_CLOCK == 0 && System.nanoTime() > end) {
        parked.incrementAndGet();
        while ((int) unclaimed.get() == 0 && !closed) {
          LockSupport.park(this);
        }
        parked.decrementAndGet();
        return;
      }
    }
  }

  private void awaitOthers() {
    long end = System.nanoTime() + SPIN_NANOS;
    for (int spins = 1; unfinished.get() != 0; spins++) {
      Thread.onSpinWait();
      if (spins % SPINS_PER_CLOCK == 0 && System.nanoTime() > end) {
        waiting = Thread.currentThread();
        while (unfinished.get() != 0) {
          LockSupport.park(this);
        }
        waiting = null;
        return;
      }
    }
  }

  private static void rethrow(Throwable thrown) {
    if (thrown instanceof RuntimeException e) {
      throw e;
    }
    if (thrown instanceof Error e) {
      throw e;
    }
    throw new AssertionError(thrown);
  }

  @Override
  public void close() {
    closed = true;
    for (Thread daemon : daemons) {
      LockSupport.unpark(daemon);
    }
  }
}
