package dev.nn.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendProvider.Options;
import dev.nn.api.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

/** What holds while steps run: nothing is allocated, and results can be repeated. */
class SteadyStateTest {
  private static Backend open(int threads) {
    return new Nd4jBackendProvider().open(new Options(threads));
  }

  @Test
  void aStepAllocatesNothing() {
    stepsAllocateNothing(Workload.W1::compile, 10_000);
    stepsAllocateNothing(Workload.SMALL::compile, 300);
    stepsAllocateNothing(TransformerWorkload.SMALL::compile, 300);
    stepsAllocateNothing(ImageWorkload.SMALL::compile, 300);
  }

  private static void stepsAllocateNothing(Function<Backend, Workload.Step> workload, int steps) {
    try (Backend backend = open(2);
        Workload.Step step = workload.apply(backend)) {
      for (int i = 0; i < steps; i++) {
        step.executable().run(); // While code is interpreted, and while it is compiled.
      }
      long[] ids = threads();
      ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long nativeBefore = Pointer.totalBytes();
      long before = allocated(bean, ids);
      for (int i = 0; i < steps; i++) {
        step.executable().run();
      }
      long bytes = allocated(bean, ids) - before;
      // The measurement itself allocates a little.
      assertTrue(bytes < 10_000, bytes + " bytes in " + steps + " steps");
      assertEquals(nativeBefore, Pointer.totalBytes());
    }
  }

  /** The calling thread and those of the backend. */
  private static long[] threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t == Thread.currentThread() || t.getName().startsWith("nn-nd4j-"))
        .mapToLong(Thread::getId)
        .toArray();
  }

  private static long allocated(ThreadMXBean bean, long[] ids) {
    return Arrays.stream(bean.getThreadAllocatedBytes(ids)).sum();
  }

  @Test
  void manyStepsLeaveNativeMemoryFlat() {
    try (Backend backend = open(2);
        Workload.Step step = Workload.SMALL.compile(backend)) {
      run(step, 300);
      long before = Pointer.physicalBytes();
      run(step, 2000);
      long grown = Pointer.physicalBytes() - before;
      // The heap may still grow by a few pages; a leak of one arena per step would be 1 GB.
      assertTrue(grown < 50_000_000, grown + " bytes more");
    }
  }

  private static void run(Workload.Step step, int times) {
    for (int i = 0; i < times; i++) {
      step.executable().run();
    }
  }

  private static List<Tensor> train(int threads, int steps) {
    return train(Workload.SMALL::compile, threads, steps);
  }

  private static List<Tensor> train(
      Function<Backend, Workload.Step> workload, int threads, int steps) {
    try (Backend backend = open(threads);
        Workload.Step step = workload.apply(backend)) {
      run(step, steps);
      return step.parameters();
    }
  }

  @Test
  void theSameNumberOfThreadsGivesTheSameBits() {
    for (int threads = 1; threads <= 3; threads++) {
      assertEquals(train(threads, 50), train(threads, 50), threads + " threads");
      Function<Backend, Workload.Step> transformer = TransformerWorkload.SMALL::compile;
      assertEquals(
          train(transformer, threads, 10), train(transformer, threads, 10), threads + " threads");
      Function<Backend, Workload.Step> images = ImageWorkload.SMALL::compile;
      assertEquals(train(images, threads, 10), train(images, threads, 10), threads + " threads");
    }
  }

  @Test
  void theNumberOfThreadsHardlyMatters() {
    List<Tensor> one = train(1, 3);
    List<Tensor> two = train(2, 3);
    for (int i = 0; i < one.size(); i++) {
      // Adam divides by √v: where a gradient is near 0, its rounding error shows.
      assertArrayEquals(one.get(i).toDoubles(), two.get(i).toDoubles(), 2e-4);
    }
  }
}
