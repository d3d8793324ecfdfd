package dev.nn.nd4j;

import dev.nn.api.backend.BackendException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Starts ND4J in the background, which takes 0.4–0.7 s: meanwhile graphs are built and data is
 * prepared. {@link NativeLibraries#choose} comes before.
 */
final class Nd4jStart {
  private final FutureTask<Void> task = new FutureTask<>(Nd4jStart::load, null);

  private Nd4jStart() {}

  /** Begins and returns at once. */
  static Nd4jStart begin() {
    Nd4jStart start = new Nd4jStart();
    Thread thread = new Thread(start.task, "nn-nd4j-start");
    thread.setDaemon(true);
    thread.start();
    return start;
  }

  private static void load() {
    setUnlessSet("org.nd4j.log.initialization", "false");
    // ND4J logs through SLF4J, which complains on standard error if the application has no logger.
    setUnlessSet("slf4j.internal.verbosity", "ERROR");
    // One pool of threads, ours: with this, ND4J's loops stay on the calling thread and start none.
    // (Touching NativeOpsHolder before Nd4j would fail.)
    Nd4j.getEnvironment().setMaxMasterThreads(1);
    // Gives OpenBLAS all cores when it is made, so let that happen now.
    Nd4j.factory().blas();
    Blas.useOneThread();
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /**
   * Waits until ND4J can be used.
   *
   * @throws BackendException if it could not be loaded
   */
  void await() {
    try {
      task.get();
      // OpenMP keeps this number per thread.
      NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      throw new BackendException(
          "backend nd4j: ND4J does not start (" + cause + "); use 'backend: reference'", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendException("backend nd4j: interrupted while ND4J was starting", e);
    }
  }

  /** Waits until it is over, well or not: a process that exits while natives load may crash. */
  void finish() {
    try {
      task.get();
    } catch (ExecutionException e) {
      // Whoever needed ND4J has been told by await().
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
