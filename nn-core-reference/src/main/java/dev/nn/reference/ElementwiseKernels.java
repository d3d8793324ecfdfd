package dev.nn.reference;

import dev.nn.api.op.Elementwise;
import dev.nn.api.op.Fused;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.util.List;
import java.util.stream.IntStream;

/** Element by element, broadcasting: an element-wise op is a fused op of one step. */
final class ElementwiseKernels {
  private ElementwiseKernels() {}

  static Kernel elementwise(Elementwise op, Operands at) {
    int inputs = at.inputs().size();
    Fused.Step only = new Fused.Step(op, IntStream.range(0, inputs).boxed().toList());
    return fused(new Fused(inputs, List.of(only), List.of(inputs)), at);
  }

  /**
   * Each element's results are stored only when all of them are known, because an output may lie on
   * an input. Registers are float64 from first to last step.
   */
  static Kernel fused(Fused op, Operands at) {
    List<Window> inputs = at.inputs();
    List<Window> outputs = at.outputs();
    List<TensorType> types = op.registers(inputs.stream().map(Window::type).toList());
    Walk walk = walk(at);
    Step[] steps = op.steps().stream().map(step -> new Step(step, types)).toArray(Step[]::new);
    int[] results = op.results().stream().mapToInt(Integer::intValue).toArray();
    double[] registers = new double[types.size()];
    return () -> {
      int element = 0;
      for (walk.start(); walk.inside(); walk.next()) {
        for (int i = 0; i < inputs.size(); i++) {
          registers[i] = inputs.get(i).get(walk.at(i));
        }
        for (int i = 0; i < steps.length; i++) {
          registers[inputs.size() + i] = steps[i].apply(registers);
        }
        for (int i = 0; i < results.length; i++) {
          outputs.get(i).set(element, registers[results[i]]);
        }
        element++;
      }
    };
  }

  private static Walk walk(Operands at) {
    Shape shape = at.outputShape();
    return new Walk(
        shape,
        at.inputs().stream()
            .map(input -> Walk.broadcast(input.type().shape(), shape))
            .toArray(int[][]::new));
  }

  /** One step, with a place for its operands so that running it allocates nothing. */
  private record Step(ElementFunction function, int[] operands, double[] values) {
    Step(Fused.Step step, List<TensorType> registers) {
      this(
          ElementFunction.of(step.op(), registers.get(step.operands().get(0)).dtype()),
          step.operands().stream().mapToInt(Integer::intValue).toArray(),
          new double[step.operands().size()]);
    }

    double apply(double[] registers) {
      for (int i = 0; i < operands.length; i++) {
        values[i] = registers[operands[i]];
      }
      return function.apply(values);
    }
  }
}
