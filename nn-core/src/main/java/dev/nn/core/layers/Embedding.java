package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Constraint;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.layer.Regularizer;
import dev.nn.api.op.Comparison;
import dev.nn.api.op.Gather;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
import dev.nn.core.initializers.RandomUniform;
import java.util.Optional;

/**
 * y = E[x]: a trained row for each index. Shapes: x [batch, ...], whole numbers in [0, input_dim),
 * E {@code embeddings} [input_dim, output_dim] → y [batch, ..., output_dim]. Floating x is
 * truncated. An index outside is an error at run time. Bengio et al. (2003).
 *
 * @param inputDim number of rows, ≥ 1: greatest index plus one
 * @param outputDim size of a row, ≥ 1
 * @param embeddingsInitializer first values of E
 * @param embeddingsRegularizer what E costs
 * @param embeddingsConstraint what E is made to satisfy after each update; of a row with {@code
 *     axis: 1}
 * @param maskZero whether index 0 means that there is no step: layers after this one that mix steps
 *     leave it out
 */
@Type("embedding")
@Doc("a trained row for each index")
public record Embedding(
    @Doc("number of rows: greatest index plus one") @Range(min = 1) int inputDim,
    @Doc("size of a row") @Range(min = 1) int outputDim,
    @Default("uniform") @Doc("first values of the rows") Initializer embeddingsInitializer,
    @Doc("what the rows cost") Optional<Regularizer> embeddingsRegularizer,
    @Doc("what the rows satisfy after each update; axis 1 is along a row")
        Optional<Constraint> embeddingsConstraint,
    @Default("false") @Doc("whether steps with index 0 are masked") boolean maskZero)
    implements Layer {

  /** A table of so many rows of such a size. */
  public static Embedding of(int inputDim, int outputDim) {
    return new Embedding(
        inputDim,
        outputDim,
        new RandomUniform(-0.05, 0.05),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /**
   * @throws ShapeException if steps are to be masked and x is not [batch, time]
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    ParameterSpec rows =
        ParameterSpec.of(Shape.of(inputDim, outputDim), embeddingsInitializer)
            .regularized(embeddingsRegularizer)
            .constrained(embeddingsConstraint);
    Value embeddings = scope.parameter("embeddings", rows);
    Value indices = x.cast(DataType.INT32);
    Value y = scope.builder().emit(new Gather(), embeddings, indices);
    if (maskZero) {
      if (x.shape().rank() != 2) {
        throw new ShapeException(Kind.AXES, "embedding with mask_zero needs indices [batch, time]")
            .about("mask_zero");
      }
      Value none = scope.builder().scalar(DataType.INT32, 0);
      scope.setMask(y, indices.compare(Comparison.NOT_EQUAL, none));
    }
    return y;
  }
}
