package dev.nn.core.train;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.Shape;
import dev.nn.api.train.UpdateScope;
import dev.nn.core.network.NetworkWriter.Declared;
import dev.nn.core.network.ParameterCopy;
import java.util.ArrayList;
import java.util.List;

/** The writer as an optimizer sees it: for one parameter, or all of them as a vector. */
final class UpdateVariables implements UpdateScope {
  private final UpdateWriter writer;
  private final String path;
  private final Value parameter;
  private final List<Declared> parameters;
  private final double multiplier;
  private final boolean decays;
  private final List<Value> copies = new ArrayList<>();
  private Value evaluated;

  /**
   * @param parameter θ
   * @param parameters what θ is made of
   * @param multiplier of η
   */
  UpdateVariables(
      UpdateWriter writer,
      String path,
      Value parameter,
      List<Declared> parameters,
      double multiplier,
      boolean decays) {
    this.writer = writer;
    this.path = path;
    this.parameter = parameter;
    this.parameters = parameters;
    this.multiplier = multiplier;
    this.decays = decays;
  }

  Value parameter() {
    return parameter;
  }

  /** The copies made. */
  List<ParameterCopy> copies() {
    List<Variable> originals = parameters.stream().map(Declared::variable).toList();
    return copies.stream()
        .map(copy -> new ParameterCopy((Variable) copy.op(), originals, copy.equals(evaluated)))
        .toList();
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public Value state(String name, double initial) {
    return state(name, parameter.shape(), initial);
  }

  @Override
  public Value state(String name, Shape shape, double initial) {
    String full = path.isEmpty() ? name : path + "/" + name;
    return writer.declare(full, parameter.type().withShape(shape), initial);
  }

  @Override
  public Value copy(String name) {
    Value copy = state(name, 0);
    copies.add(copy);
    return copy;
  }

  @Override
  public void updateState(Value state, Value next) {
    writer.update(state, copies.contains(state) ? writer.guarded(next, state) : next);
  }

  @Override
  public void evaluateWith(Value copy) {
    evaluated = copy;
  }

  @Override
  public boolean decays() {
    return decays;
  }

  /** Each parameter that has a constraint is cut out and projected; the rest stays as it is. */
  @Override
  public Value constrain(Value theta) {
    if (parameters.stream().allMatch(p -> p.spec().constraint().isEmpty())) {
      return theta;
    }
    Value vector = theta.reshape(theta.shape().elements());
    List<Value> pieces = new ArrayList<>();
    int done = 0;
    int at = 0;
    for (Declared each : parameters) {
      ParameterSpec spec = each.spec();
      int size = spec.shape().elements();
      if (spec.constraint().isPresent()) {
        if (at > done) {
          pieces.add(vector.slice(0, done, at - done));
        }
        Value own = vector.slice(0, at, size).reshape(spec.shape());
        pieces.add(spec.constraint().get().apply(own));
        done = at + size;
      }
      at += size;
    }
    if (at > done) {
      pieces.add(vector.slice(0, done, at - done));
    }
    return GradientClipping.flatten(pieces).reshape(theta.shape());
  }

  @Override
  public Value learningRate() {
    return writer.scalar("learning_rate", multiplier, (step, rate) -> rate).labelled("η");
  }

  @Override
  public Value scalar(String name, StepAndRate ofStepAndRate) {
    return writer.scalar("optimizer/" + name, multiplier, ofStepAndRate);
  }
}
