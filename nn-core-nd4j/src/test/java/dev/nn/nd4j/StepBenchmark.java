package dev.nn.nd4j;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendProvider.Options;
import dev.nn.api.backend.Instruction;
import dev.nn.api.backend.Plan;
import dev.nn.api.op.Fused;
import dev.nn.api.op.MatMul;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Times training steps of a workload and says where the time goes. Not a test: {@code StepBenchmark
 * W2 [threads] [rounds]}.
 */
public final class StepBenchmark {
  private static final long WARM_UP_NANOS = 4_000_000_000L;
  private static final double ROUND_NANOS = 300e6;

  /** A single kernel is timed at least so often. */
  private static final int LEAST_TIMES = 15;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static boolean oneThread;

  private StepBenchmark() {}

  /** Times one workload. */
  public static void main(String[] args) {
    Function<Backend, Workload.Step> workload =
        switch (args.length > 0 ? args[0] : "W2") {
          case "W1" -> Workload.W1::compile;
          case "W2" -> Workload.W2::compile;
          case "W3" -> Workload.W3::compile;
          case "W4" -> ImageWorkload.W4::compile;
          case "W5" -> ImageWorkload.W5::compile;
          case "W7" -> TransformerWorkload.W7::compile;
          default -> throw new IllegalArgumentException("W1 to W5 or W7");
        };
    int threads = args.length > 1 ? Integer.parseInt(args[1]) : 0;
    oneThread = threads == 1;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 9;
    long start = System.nanoTime();
    try (Backend backend = new Nd4jBackendProvider().open(new Options(threads))) {
      report("backend opened", start);
      try (Workload.Step step = workload.apply(backend)) {
        report("compiled", start);
        step.executable().run();
        report("first step", start);
        measure(step, rounds);
      }
    }
  }

  private static void report(String what, long start) {
    System.out.printf("%s after %d ms%n", what, (System.nanoTime() - start) / 1_000_000);
  }

  private static void measure(Workload.Step step, int rounds) {
    Nd4jExecutable executable = step.executable();
    List<Kernel> kernels = executable.kernels();
    List<Kernel> products = new ArrayList<>();
    for (int i = 0; i < kernels.size(); i++) {
      if (step.plan().instructions().get(i).op() instanceof MatMul) {
        products.add(kernels.get(i));
      }
    }
    for (long end = System.nanoTime() + WARM_UP_NANOS; System.nanoTime() < end; ) {
      executable.run();
    }
    int times = (int) Math.max(3, ROUND_NANOS / time(executable::run, 1));
    double[] whole = new double[rounds];
    double[] alone = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      whole[round] = time(executable::run, times) / times;
      alone[round] = time(() -> products.forEach(Kernel::run), times) / times;
    }
    Arrays.sort(whole);
    Arrays.sort(alone);
    breakDown(step.plan(), kernels, Math.max(times, LEAST_TIMES));
    summary("median", whole[rounds / 2], alone[rounds / 2]);
    summary("best  ", whole[0], alone[0]);
    System.out.printf("loss %.4f%n", executable.output("loss").item());
  }

  private static void summary(String what, double step, double products) {
    System.out.printf(
        Locale.ROOT,
        "%s: step %.2f us = %.0f steps/s; matrix products alone %.2f us = %.0f %%%n",
        what,
        step / 1e3,
        1e9 / step,
        products / 1e3,
        100 * products / step);
  }

  private static void breakDown(Plan plan, List<Kernel> kernels, int times) {
    double[] nanos = new double[kernels.size()];
    Arrays.fill(nanos, Double.MAX_VALUE);
    for (int i = 0; i < times; i++) {
      for (int k = 0; k < nanos.length; k++) {
        nanos[k] = Math.min(nanos[k], time(kernels.get(k)::run, 1));
      }
    }
    for (int k = 0; k < nanos.length; k++) {
      System.out.printf("%10.2f us at best  %s%n", nanos[k] / 1e3, name(plan, k));
    }
  }

  private static String name(Plan plan, int instruction) {
    Instruction at = plan.instructions().get(instruction);
    String what =
        at.op() instanceof Fused fused
            ? "fused " + fused.steps().stream().map(s -> s.op().name()).toList()
            : at.op().toString();
    return what + " " + at.inputs().stream().map(b -> b.type().shape()).toList() + " " + at.path();
  }

  private static double time(Runnable work, int times) {
    long start = now();
    for (int i = 0; i < times; i++) {
      work.run();
    }
    return now() - start;
  }

  /** Of one thread the processor's time, which says something on a busy machine too. */
  private static long now() {
    return oneThread ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
  }
}
