package dev.nn.core.train;

import dev.nn.api.data.Dataset;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Hands out the batches of an epoch. Large batches are gathered by a thread of their own while the
 * step before is running; for small ones, waking a thread would take longer than the copying.
 */
final class Feeder implements AutoCloseable {
  /**
   * Gathering less than this takes under 20 µs, about what handing over to another thread may cost.
   */
  private static final long PREFETCHED_BYTES = 128 * 1024;

  private final int batchSize;
  private final Batch[] batches;
  private final BlockingQueue<Batch> ready = new ArrayBlockingQueue<>(2);
  private final BlockingQueue<Batch> empty = new ArrayBlockingQueue<>(2);
  private final boolean prefetch;
  private Thread thread;
  private int[] order;
  private int next;

  Feeder(Dataset dataset, int batchSize) {
    this.batchSize = Math.min(batchSize, dataset.size());
    Batch first = new Batch(dataset, this.batchSize);
    this.prefetch = first.bytesPerExample() * this.batchSize >= PREFETCHED_BYTES;
    this.batches =
        prefetch ? new Batch[] {first, new Batch(dataset, this.batchSize)} : new Batch[] {first};
  }

  /** Begins an epoch: the examples in this order. */
  void start(int[] order) {
    this.order = order;
    this.next = 0;
    if (prefetch) {
      stop();
      ready.clear();
      empty.clear();
      empty.add(batches[0]);
      empty.add(batches[1]);
      thread = new Thread(() -> gatherAll(order), "nn-feeder");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void gatherAll(int[] order) {
    try {
      for (int from = 0; from < order.length; from += batchSize) {
        Batch batch = empty.take();
        batch.fill(order, from, Math.min(batchSize, order.length - from));
        ready.put(batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Training has stopped before the end of the epoch.
    }
  }

  /** The next batch; good until {@link #release}. Null at the end of the epoch. */
  Batch next() throws InterruptedException {
    if (next >= order.length) {
      return null;
    }
    int count = Math.min(batchSize, order.length - next);
    Batch batch;
    if (prefetch) {
      batch = ready.take();
    } else {
      batch = batches[0];
      batch.fill(order, next, count);
    }
    next += count;
    return batch;
  }

  /** Gives a batch back to be filled again. */
  void release(Batch batch) {
    if (prefetch) {
      empty.add(batch);
    }
  }

  private void stop() {
    if (thread != null) {
      thread.interrupt();
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      thread = null;
    }
  }

  @Override
  public void close() {
    stop();
  }
}
