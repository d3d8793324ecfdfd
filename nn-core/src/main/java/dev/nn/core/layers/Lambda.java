package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.MergeLayer;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
import dev.nn.core.expression.Formula;
import dev.nn.core.expression.SyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A formula in the config. Its inputs are x, y and z in order, or x1, x2, …. Shapes: as the formula
 * says; the first axis is the batch.
 *
 * <p>Signs: {@code + - * / ^}, {@code @} for the matrix product, comparisons for {@code where},
 * {@code x[:, 0, 1:3]}. Functions: those of one number ({@code exp}, {@code tanh}, …), {@code
 * maximum(a, b)}, {@code minimum(a, b)}, {@code where(a > 0, b, c)}, {@code softmax(x)}, {@code
 * sum}, {@code mean}, {@code max} and {@code min(x, axis=1, keepdims=true)}, {@code concat(a, b,
 * axis=1)}, {@code reshape(x, [2, -1])} without the batch, {@code transpose(x, [0, 2, 1])}. Numbers
 * {@code pi} and {@code e}.
 *
 * @param expression the formula
 */
@Type("lambda")
@Doc("a formula over its inputs x, y, z, such as x * sigmoid(1.7 * x)")
public record Lambda(@Doc("the formula") String expression) implements MergeLayer {
  private static final Pattern NAME = Pattern.compile("[xyz]|x[1-9][0-9]?");

  /**
   * @throws IllegalArgumentException if the formula cannot be read
   */
  public Lambda {
    Formula formula = Formula.parse(expression);
    for (String name : formula.names()) {
      if (!NAME.matcher(name).matches()) {
        throw new SyntaxException(
            "there is no '%s' in formulas: inputs are x, y and z, or x1, x2, …".formatted(name),
            formula.column(name),
            name,
            List.of());
      }
    }
  }

  /**
   * @throws ShapeException if the formula speaks of an input that is not there, or values do not
   *     fit each other
   */
  @Override
  public Value apply(LayerScope scope, List<Value> inputs) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      values.put("x" + (i + 1), inputs.get(i));
      if (i < 3) {
        values.put("xyz".substring(i, i + 1), inputs.get(i));
      }
    }
    Formula formula = Formula.parse(expression);
    for (String name : formula.names()) {
      if (!values.containsKey(name)) {
        throw new ShapeException(
                Kind.COUNT,
                "the expression speaks of '%s', but the layer reads %d %s"
                    .formatted(name, inputs.size(), inputs.size() == 1 ? "input" : "inputs"))
            .about("expression")
            .helping("name its inputs, such as inputs: [left, right]");
      }
    }
    Value y = written(formula, scope, values);
    int batch = inputs.get(0).shape().size(0);
    if (y.shape().rank() == 0 || y.shape().size(0) != batch) {
      throw new ShapeException(
              Kind.FORMULA,
              "the expression gives %s, without the batch of its input".formatted(y.shape()))
          .about("expression")
          .helping("keep the first axis, which is the batch");
    }
    if (expression.contains("transpose")) {
      scope.unmask(y);
    }
    return y;
  }

  private static Value written(Formula formula, LayerScope scope, Map<String, Value> values) {
    try {
      return formula.write(scope.builder(), scope.dtype(), values);
    } catch (ShapeException e) {
      throw new ShapeException(Kind.FORMULA, e.getMessage()).about("expression");
    }
  }
}
