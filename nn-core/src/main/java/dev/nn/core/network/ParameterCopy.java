package dev.nn.core.network;

import dev.nn.api.graph.Value;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/**
 * A variable of the optimizer's that starts as a copy of parameters, joined to one vector if there
 * are several.
 *
 * @param variable where it is kept
 * @param parameters what it is a copy of, in order
 * @param evaluated whether the model is evaluated with the copy, and kept as it, instead of with
 *     the parameters themselves
 */
public record ParameterCopy(Variable variable, List<Variable> parameters, boolean evaluated) {
  /** Copies the list. */
  public ParameterCopy {
    parameters = List.copyOf(parameters);
  }

  /** Whether it holds a parameter. */
  public boolean holds(String parameter) {
    return parameters.stream().anyMatch(each -> each.variable().equals(parameter));
  }

  /** The copy's value when it is made. */
  public Tensor start(Function<String, Tensor> parameter) {
    double[] values = new double[variable.type().shape().elements()];
    int at = 0;
    for (Variable each : parameters) {
      double[] part = parameter.apply(each.variable()).toDoubles();
      System.arraycopy(part, 0, values, at, part.length);
      at += part.length;
    }
    return Tensor.of(variable.type(), values);
  }

  /** The copy of one parameter. */
  public Tensor part(Tensor whole, String parameter) {
    int size = shape(parameter).elements();
    Tensor vector = whole.reshape(Shape.of(whole.size()));
    return vector.rows(offset(parameter), size).reshape(shape(parameter));
  }

  /** The same in a graph. */
  Value part(Value whole, String parameter) {
    return whole
        .reshape(whole.shape().elements())
        .slice(0, offset(parameter), shape(parameter).elements())
        .reshape(shape(parameter));
  }

  private Shape shape(String parameter) {
    return parameters.stream()
        .filter(each -> each.variable().equals(parameter))
        .findFirst()
        .orElseThrow()
        .type()
        .shape();
  }

  private int offset(String parameter) {
    return parameters.stream()
        .takeWhile(each -> !each.variable().equals(parameter))
        .mapToInt(each -> each.type().shape().elements())
        .sum();
  }
}
