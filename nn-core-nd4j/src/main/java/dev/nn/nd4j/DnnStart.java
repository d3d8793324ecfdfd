package dev.nn.nd4j;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Loads oneDNN when the first convolution is seen, in the background, so that networks without
 * convolutions do not wait for it. Where it does not load, there are other kernels.
 */
final class DnnStart implements AutoCloseable {
  private final FutureTask<Optional<Dnn>> task;
  private boolean begun;

  /**
   * @param parts into how many parts work may be cut
   * @param before what has to be loaded first: with two OpenMPs in one process, that of ND4J counts
   */
  DnnStart(int parts, Runnable before) {
    task = new FutureTask<>(() -> load(parts, before));
  }

  /** Begins, unless it has, and returns at once. */
  synchronized void begin() {
    if (!begun) {
      begun = true;
      Thread thread = new Thread(task, "nn-onednn-start");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private static Optional<Dnn> load(int parts, Runnable before) {
    before.run();
    try {
      return Optional.of(new Dnn(parts));
    } catch (LinkageError | RuntimeException e) {
      return Optional.empty(); // Not on the class path, or not for this platform.
    }
  }

  /** The library, once it is loaded; empty if it cannot be. */
  Optional<Dnn> library() {
    begin();
    try {
      return task.get();
    } catch (ExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public synchronized void close() {
    if (begun) {
      library().ifPresent(Dnn::close);
    }
  }
}
