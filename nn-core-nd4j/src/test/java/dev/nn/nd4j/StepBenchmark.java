package dev.nn.nd4j;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendProvider.Options;
import dev.nn.api.backend.Instruction;
import dev.nn.api.backend.Plan;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.backend.Variables;
import dev.nn.api.layer.Activation;
import dev.nn.api.op.Fused;
import dev.nn.api.op.MatMul;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.api.train.Optimizer;
import dev.nn.core.activations.Relu;
import dev.nn.core.activations.Softmax;
import dev.nn.core.activations.Tanh;
import dev.nn.core.layers.Dense;
import dev.nn.core.losses.SparseCategoricalCrossentropy;
import dev.nn.core.model.Compiler;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkWriter;
import dev.nn.core.optimizers.Adam;
import dev.nn.core.optimizers.Sgd;
import dev.nn.core.train.Objective;
import dev.nn.core.train.TrainingGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Times training steps of the networks W1, W2 and W3 and says where the time goes. Not a test: {@code
 * StepBenchmark W2 [threads] [rounds]}.
 */
public final class StepBenchmark {
  private StepBenchmark() {}

  private record Workload(int batch, int features, List<Dense> layers, Optimizer optimizer) {}

  private static Workload workload(String name) {
    return switch (name) {
      case "W1" ->
          new Workload(16, 4, layers(new Tanh(), 16, 16, 3), Sgd.of(0.01));
      case "W2" ->
          new Workload(128, 784, layers(Relu.of(), 512, 256, 10), Adam.of(0.001));
      case "W3" ->
          new Workload(512, 1024, layers(Relu.of(), 4096, 4096, 1000), Sgd.of(0.01, 0.9));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static List<Dense> layers(Activation hidden, int... units) {
    List<Dense> layers = new ArrayList<>();
    for (int i = 0; i < units.length; i++) {
      layers.add(Dense.of(units[i], i + 1 < units.length ? hidden : new Softmax(-1)));
    }
    return layers;
  }

  /** Times one workload. */
  public static void main(String[] args) {
    Workload work = workload(args.length > 0 ? args[0] : "W2");
    int threads = args.length > 1 ? Integer.parseInt(args[1]) : 0;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 9;
    long start = System.nanoTime();
    try (Backend backend = new Nd4jBackendProvider().open(new Options(threads))) {
      report("backend opened", start);
      TrainingGraph graph = graph(work);
      VariableLayout layout =
          new VariableLayout(
              graph.variables().stream().map(NetworkWriter.Declared::variable).toList());
      Plan plan = Compiler.DEFAULT.compile(graph.graph(), layout, backend);
      report("plan made", start);
      try (Variables variables = backend.allocate(layout);
          Nd4jExecutable executable = (Nd4jExecutable) backend.compile(plan, variables)) {
        report("compiled", start);
        fill(work, graph, variables, executable);
        executable.run();
        report("first step", start);
        measure(plan, executable, rounds);
      }
    }
  }

  private static void report(String what, long start) {
    System.out.printf("%s after %d ms%n", what, (System.nanoTime() - start) / 1_000_000);
  }

  private static TrainingGraph graph(Workload work) {
    List<Network.Node> nodes = new ArrayList<>();
    String from = "x";
    for (Dense layer : work.layers()) {
      String name = "dense_" + (nodes.size() + 1);
      nodes.add(new Network.Node(name, layer, List.of(from), true));
      from = name;
    }
    Network network =
        new Network(
            List.of(
                new Network.Input("x", new TensorType(DataType.FLOAT32, Shape.of(work.features())))),
            nodes,
            List.of(from));
    Objective objective =
        new Objective(from, "y", SparseCategoricalCrossentropy.of(), 1, Map.of());
    return TrainingGraph.write(
        network,
        List.of(objective),
        Map.of("y", new TensorType(DataType.INT32, Shape.SCALAR)),
        work.optimizer(),
        DataType.FLOAT32,
        work.batch(),
        false);
  }

  private static void fill(
      Workload work, TrainingGraph graph, Variables variables, Nd4jExecutable executable) {
    Random random = new Random(1);
    for (NetworkWriter.Declared declared : graph.variables()) {
      Tensor value = Tensor.zeros(declared.variable().type());
      if (value.shape().rank() == 2) {
        double scale = Math.sqrt(2.0 / value.shape().size(0));
        for (int i = 0; i < value.size(); i++) {
          value.floats()[i] = (float) (random.nextGaussian() * scale);
        }
      }
      variables.write(declared.variable().variable(), value);
    }
    float[] x = new float[work.batch() * work.features()];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat();
    }
    executable.input("x").write(x, 0);
    int classes = work.layers().get(work.layers().size() - 1).units();
    int[] y = random.ints(work.batch(), 0, classes).toArray();
    executable.input("target/y").write(y, 0);
    graph.scalars().forEach(s -> executable.input(s.input()).item(s.value().at(1, 0.001)));
  }

  private static void measure(Plan plan, Nd4jExecutable executable, int rounds) {
    List<Kernel> kernels = executable.kernels();
    long one = time(executable::run, 1);
    int steps = (int) Math.max(3, Math.min(100_000, 300_000_000L / Math.max(1, one)));
    for (long end = System.nanoTime() + 4_000_000_000L; System.nanoTime() < end; ) {
      executable.run();
    }
    long[] whole = new long[rounds];
    long[] products = new long[rounds];
    List<Kernel> gemms = new ArrayList<>();
    for (int i = 0; i < kernels.size(); i++) {
      if (plan.instructions().get(i).op() instanceof MatMul) {
        gemms.add(kernels.get(i));
      }
    }
    for (int round = 0; round < rounds; round++) {
      whole[round] = time(executable::run, steps);
      products[round] = time(() -> gemms.forEach(Kernel::run), steps);
    }
    Arrays.sort(whole);
    Arrays.sort(products);
    double step = whole[rounds / 2] / 1e3 / steps;
    double gemm = products[rounds / 2] / 1e3 / steps;
    long[] nanos = new long[kernels.size()];
    for (int i = 0; i < steps; i++) {
      for (int k = 0; k < nanos.length; k++) {
        long before = System.nanoTime();
        kernels.get(k).run();
        nanos[k] += System.nanoTime() - before;
      }
    }
    for (int k = 0; k < nanos.length; k++) {
      System.out.printf("%10.2f us  %s%n", nanos[k] / 1e3 / steps, name(plan, k));
    }
    System.out.printf(
        Locale.ROOT,
        "step %.2f us (best %.2f) = %.0f steps/s; matrix products alone %.2f us = %.0f %%; loss %.4f%n",
        step,
        whole[0] / 1e3 / steps,
        1e6 / step,
        gemm,
        100 * gemm / step,
        executable.output("loss").item());
  }

  private static String name(Plan plan, int instruction) {
    Instruction at = plan.instructions().get(instruction);
    String what =
        at.op() instanceof Fused fused
            ? "fused " + fused.steps().stream().map(s -> s.op().name()).toList()
            : at.op().toString();
    return what + " " + at.inputs().stream().map(b -> b.type().shape()).toList() + " " + at.path();
  }

  private static long time(Runnable work, int times) {
    long start = System.nanoTime();
    for (int i = 0; i < times; i++) {
      work.run();
    }
    return System.nanoTime() - start;
  }
}
