package dev.nn.cli;

import dev.nn.api.train.Callback;
import dev.nn.api.train.Training;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The user's wish to end a training run: Ctrl-C. The run ends after the step it is in, keeps what
 * it has learnt, and the process ends with the signal's status, 130.
 */
final class StopRequest {
  /** Longest wait for the step in progress and for the model to be written. */
  private static final long MOST_SECONDS = 120;

  private volatile boolean requested;

  /** Asks. */
  void request() {
    requested = true;
  }

  /** Whether it has been asked. */
  boolean requested() {
    return requested;
  }

  /** What carries the wish to the training loop. */
  Callback callback() {
    return new Callback() {
      @Override
      public void onStepEnd(Training training) {
        if (requested) {
          training.stop("interrupted");
        }
      }
    };
  }

  /**
   * Until it is closed, a signal that ends the process asks first and waits until it is closed.
   *
   * <p>A shutdown hook and not a signal handler: Java has no supported way to handle signals.
   */
  Guard guard() {
    return new Guard();
  }

  /** Holds the end of the process up. */
  final class Guard implements AutoCloseable {
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::requestAndWait, "nn-stop");

    private Guard() {
      Runtime.getRuntime().addShutdownHook(hook);
    }

    private void requestAndWait() {
      request();
      try {
        closed.await(MOST_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      closed.countDown();
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process is ending already, and the hook with it.
        requested = true;
      }
    }
  }
}
