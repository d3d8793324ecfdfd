package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.op.Gather;
import dev.nn.api.op.OneHot;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
import dev.nn.api.tensor.Tensor;
import java.util.Arrays;
import java.util.Locale;

/**
 * Indices as numbers: {@code one_hot} gives each index a row that is 1 there and 0 elsewhere,
 * {@code multi_hot} says of each example which indices occur in it, {@code count} how often.
 * Shapes: x [batch, n] or [batch], whole numbers in [0, num_tokens) → [batch, num_tokens]; {@code
 * one_hot} of n &gt; 1 → [batch, n, num_tokens]. Floating x is truncated. An index outside is an
 * error at run time.
 *
 * @param numTokens number of different indices, ≥ 1
 * @param outputMode {@code one_hot}, {@code multi_hot} or {@code count}
 */
@Type("category_encoding")
@Doc("indices as rows of zeros and ones, or as counts")
public record CategoryEncoding(
    @Doc("number of different indices: greatest index plus one") @Range(min = 1) int numTokens,
    @Default("multi_hot") @Doc("what of the indices is told") OutputMode outputMode)
    implements Layer {

  /** What of the indices is told. */
  public enum OutputMode {
    /** Each index for itself. */
    ONE_HOT,
    /** Which occur in an example. */
    MULTI_HOT,
    /** How often each occurs in an example. */
    COUNT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @throws ShapeException if x is not [batch] or [batch, n]
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    if (x.shape().rank() < 1 || x.shape().rank() > 2 || x.dtype() == DataType.BOOL) {
      throw new ShapeException(Kind.AXES, "category_encoding needs indices [batch] or [batch, n]");
    }
    int batch = x.shape().size(0);
    int n = x.shape().elements() / batch;
    Value indices = x.cast(DataType.INT32).reshape(batch, n);
    Value rows =
        scope
            .builder()
            .emit(new OneHot(numTokens, scope.dtype()), indices)
            // one_hot is silent about an index outside; looking it up in a table is not.
            .multiply(scope.builder().emit(new Gather(), ones(scope), indices));
    return switch (outputMode) {
      case ONE_HOT -> n == 1 ? rows.reshape(batch, numTokens) : rows;
      case MULTI_HOT -> rows.max(1);
      case COUNT -> rows.sum(1);
    };
  }

  private Value ones(LayerScope scope) {
    double[] ones = new double[numTokens];
    Arrays.fill(ones, 1);
    return scope.builder().constant(Tensor.of(Shape.of(numTokens, 1), ones).cast(scope.dtype()));
  }
}
