package dev.nn.core.network;

import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.op.Random;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;

/** One layer's view of the writer. */
record Scope(NetworkWriter writer, String path, Variable.Role role) implements LayerScope {
  @Override
  public GraphBuilder builder() {
    return writer.builder();
  }

  @Override
  public DataType dtype() {
    return writer.dtype();
  }

  @Override
  public boolean training() {
    return writer.training();
  }

  @Override
  public Value parameter(String name, ParameterSpec spec) {
    return writer.variable(path + "/" + name, role, spec);
  }

  @Override
  public Value state(String name, Shape shape, Initializer initializer) {
    return writer.state(path + "/" + name, shape, initializer);
  }

  @Override
  public void updateState(Value state, Value next) {
    writer.updateState(state, next);
  }

  @Override
  public Value randomUniform(Shape shape) {
    return random(Random.Distribution.UNIFORM, shape);
  }

  @Override
  public Value randomNormal(Shape shape) {
    return random(Random.Distribution.NORMAL, shape);
  }

  private Value random(Random.Distribution distribution, Shape shape) {
    TensorType type = new TensorType(dtype(), shape);
    return builder()
        .emit(new Random(distribution, writer.nextRandomStream(), type), writer.randomKey());
  }

  @Override
  public void addPenalty(Value penalty) {
    writer.addPenalty(penalty);
  }

  @Override
  public LayerScope child(String name) {
    return new Scope(writer, path + "/" + name, role);
  }
}
