package dev.nn.api.op;

import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * The gradient of a = max(0, y) for y of {@link BatchNorm}: {@link BatchNormGradient} with ∂y = ∂a
 * where y &gt; 0, otherwise 0. y is computed again from x, which is there anyway. Shapes: x [batch,
 * channels, ...], γ, μ, σ² [channels], ∂a as x, β [channels] → ∂x as x, ∂γ, ∂β [channels]. No
 * gradient of its own.
 *
 * @param epsilon ε
 */
public record BatchNormReluGradient(double epsilon) implements Op.Composite {
  @Override
  public String name() {
    return "batch_norm_relu_gradient";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 6);
    TensorType beta = inputs.get(5);
    List<TensorType> outputs = new BatchNormGradient(epsilon).infer(inputs.subList(0, 5));
    if (!beta.equals(outputs.get(2))) {
      throw new ShapeException(
          name() + " of " + inputs.get(0) + " needs summands " + outputs.get(2) + ", not " + beta);
    }
    return outputs;
  }

  @Override
  public List<Value> decompose(GraphBuilder builder, List<Value> inputs) {
    Value x = inputs.get(0);
    Value da = inputs.get(4);
    Shape shape = x.shape();
    // As BatchNorm is decomposed, so that y is computed once if that is decomposed too.
    Value centred = x.subtract(BatchNorm.over(shape, inputs.get(2)));
    Value factor = inputs.get(3).add(epsilon).sqrt().reciprocal().multiply(inputs.get(1));
    Value y =
        centred.multiply(BatchNorm.over(shape, factor)).add(BatchNorm.over(shape, inputs.get(5)));
    List<Value> operands = new ArrayList<>(inputs.subList(0, 5));
    operands.set(4, y.greater(0).select(da, da.constant(0)));
    return builder.emit(new BatchNormGradient(epsilon), operands);
  }
}
