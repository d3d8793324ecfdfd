package dev.nn.bench.nn;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendProvider;
import dev.nn.api.backend.Executable;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.backend.Variables;
import dev.nn.api.graph.Graph;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Input;
import dev.nn.api.op.SparseSoftmaxCrossEntropy;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import dev.nn.core.model.Compiler;
import dev.nn.nd4j.Nd4jBackendProvider;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Single kernels of the ND4J backend at the sizes of W2's first hidden layer, and its optimizer.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KernelBenchmark {
  private static final int BATCH = 128;
  private static final int INPUTS = 784;
  private static final int UNITS = 512;
  private static final int CLASSES = 10;
  private static final int PARAMETERS = 535_818;

  /** What is run. */
  public enum Kernel {
    /** z = x·W. */
    MATMUL,
    /** a = relu(z + b). */
    BIAS_RELU,
    /** a = tanh(z + b). */
    BIAS_TANH,
    /** δ = [a &gt; 0]·∂C/∂a. */
    RELU_GRADIENT,
    /** ∂C/∂b = Σ δ over the batch. */
    BIAS_GRADIENT,
    /** Softmax and cross-entropy of ten classes. */
    SOFTMAX_CROSS_ENTROPY,
    /** m, v and θ of Adam, of all parameters. */
    ADAM
  }

  @Param public Kernel kernel;

  private Backend backend;
  private Variables variables;
  private Executable executable;

  @Setup
  public void compile() {
    backend = new Nd4jBackendProvider().open(BackendProvider.Options.DEFAULT);
    VariableLayout none = new VariableLayout(List.of());
    variables = backend.allocate(none);
    executable = backend.compile(Compiler.DEFAULT.compile(graph(), none, backend), variables);
  }

  private Graph graph() {
    GraphBuilder builder = new GraphBuilder();
    switch (kernel) {
      case MATMUL ->
          builder.output(
              "z", input(builder, "x", BATCH, INPUTS).matmul(input(builder, "w", INPUTS, UNITS)));
      case BIAS_RELU -> builder.output("a", preActivation(builder).relu());
      case BIAS_TANH -> builder.output("a", preActivation(builder).tanh());
      case RELU_GRADIENT -> {
        Value a = input(builder, "a", BATCH, UNITS);
        Value da = input(builder, "da", BATCH, UNITS);
        builder.output("delta", a.greater(0).select(da, da.constant(0)));
      }
      case BIAS_GRADIENT -> builder.output("db", input(builder, "delta", BATCH, UNITS).sum(0));
      case SOFTMAX_CROSS_ENTROPY -> {
        Value logits = input(builder, "logits", BATCH, CLASSES);
        TensorType classes = new TensorType(DataType.INT32, Shape.of(BATCH));
        Value target = builder.emit(new Input("target", classes));
        builder.output(
            "loss", builder.emit(new SparseSoftmaxCrossEntropy(), List.of(logits, target)).get(0));
      }
      case ADAM -> adam(builder);
    }
    return builder.build();
  }

  private static Value preActivation(GraphBuilder builder) {
    return input(builder, "z", BATCH, UNITS).add(input(builder, "b", UNITS));
  }

  private static void adam(GraphBuilder builder) {
    Value theta = input(builder, "theta", PARAMETERS);
    Value g = input(builder, "g", PARAMETERS);
    Value m = input(builder, "m", PARAMETERS);
    Value v = input(builder, "v", PARAMETERS);
    Value nextM = m.add(g.subtract(m).scale(0.1));
    Value nextV = v.add(g.square().subtract(v).scale(0.001));
    builder.output("m", nextM);
    builder.output("v", nextV);
    builder.output("theta", theta.subtract(nextM.scale(0.001).divide(nextV.sqrt().add(1e-7))));
  }

  private static Value input(GraphBuilder builder, String name, int... shape) {
    return builder.emit(new Input(name, new TensorType(DataType.FLOAT32, Shape.of(shape))));
  }

  @Benchmark
  public void run() {
    executable.run();
  }

  @TearDown
  public void close() {
    executable.close();
    variables.close();
    backend.close();
  }
}
