package dev.nn.core.layers;

import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A scope in which a layer sees something made of its kernel in the kernel's place. */
final class KernelScope implements LayerScope {
  private static final Set<String> KERNELS = Set.of("kernel", "embeddings");

  private final LayerScope scope;
  private final UnaryOperator<Value> made;
  private Value kernel;
  private boolean recurrent;

  KernelScope(LayerScope scope, UnaryOperator<Value> made) {
    this.scope = scope;
    this.made = made;
  }

  /** Whether the layer has asked for one kernel, and not for a second one. */
  boolean isOne() {
    return kernel != null && !recurrent;
  }

  @Override
  public Value parameter(String name, ParameterSpec spec) {
    recurrent |= name.equals("recurrent_kernel");
    if (!KERNELS.contains(name)) {
      return scope.parameter(name, spec);
    }
    if (kernel == null) {
      kernel = made.apply(scope.parameter(name, spec));
    }
    return kernel;
  }

  @Override
  public String path() {
    return scope.path();
  }

  @Override
  public GraphBuilder builder() {
    return scope.builder();
  }

  @Override
  public DataType dtype() {
    return scope.dtype();
  }

  @Override
  public boolean training() {
    return scope.training();
  }

  @Override
  public Value state(String name, Shape shape, Initializer initializer) {
    return scope.state(name, shape, initializer);
  }

  @Override
  public void updateState(Value state, Value next) {
    scope.updateState(state, next);
  }

  @Override
  public Value randomUniform(Shape shape) {
    return scope.randomUniform(shape);
  }

  @Override
  public Value randomNormal(Shape shape) {
    return scope.randomNormal(shape);
  }

  @Override
  public void addPenalty(Value penalty) {
    scope.addPenalty(penalty);
  }

  @Override
  public boolean trainable() {
    return scope.trainable();
  }

  @Override
  public Optional<Value> mask(Value x) {
    return scope.mask(x);
  }

  @Override
  public void setMask(Value y, Value mask) {
    scope.setMask(y, mask);
  }

  @Override
  public void unmask(Value y) {
    scope.unmask(y);
  }

  @Override
  public void publish(String name, Value value) {
    scope.publish(name, value);
  }

  /** The parts of a layer have their own kernels, as they are. */
  @Override
  public LayerScope child(String name) {
    return scope.child(name);
  }

  @Override
  public String weights() {
    return scope.weights();
  }

  @Override
  public LayerScope sharing(String weights) {
    return new KernelScope(scope.sharing(weights), made);
  }

  @Override
  public LayerScope frozen() {
    return new KernelScope(scope.frozen(), made);
  }

  @Override
  public Value write(Layer part, List<Value> inputs) {
    return scope.write(part, inputs);
  }
}
