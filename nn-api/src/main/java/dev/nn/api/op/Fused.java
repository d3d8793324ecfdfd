package dev.nn.api.op;

import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * Several element-wise ops in one pass over memory: bias and activation, an activation's gradient,
 * a whole optimizer update. Made by the fuse pass, never by layers.
 *
 * <p>Registers 0 … inputs−1 hold the inputs, broadcast to the shape of the results; step i writes
 * register inputs+i.
 *
 * @param inputs number of inputs
 * @param steps in order
 * @param results registers that are outputs, all of one shape
 */
public record Fused(int inputs, List<Step> steps, List<Integer> results) implements Op.Composite {
  /**
   * One op.
   *
   * @param op what is computed
   * @param operands registers
   */
  public record Step(Elementwise op, List<Integer> operands) {
    /** Copies the list. */
    public Step {
      operands = List.copyOf(operands);
    }
  }

  /** Copies the lists. */
  public Fused {
    steps = List.copyOf(steps);
    results = List.copyOf(results);
  }

  @Override
  public String name() {
    return "fused";
  }

  /** Types of all registers, inputs first. */
  public List<TensorType> registers(List<TensorType> inputTypes) {
    Elementwise.expectCount(this, inputTypes, inputs);
    List<TensorType> registers = new ArrayList<>(inputTypes);
    for (Step step : steps) {
      List<TensorType> operands = step.operands().stream().map(registers::get).toList();
      registers.addAll(step.op().infer(operands));
    }
    return registers;
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputTypes) {
    List<TensorType> registers = registers(inputTypes);
    return results.stream().map(registers::get).toList();
  }

  @Override
  public List<Value> decompose(GraphBuilder builder, List<Value> inputValues) {
    List<Value> registers = new ArrayList<>(inputValues);
    for (Step step : steps) {
      Value[] operands = step.operands().stream().map(registers::get).toArray(Value[]::new);
      registers.add(builder.emit(step.op(), operands));
    }
    return results.stream().map(registers::get).toList();
  }
}
