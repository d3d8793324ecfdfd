package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.MergeLayer;
import dev.nn.api.op.Concat;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * y = merge(layer(x), layer'(x backwards)), two layers of one kind with parameters of their own,
 * below {@code forward} and {@code backward}. With {@code return_sequences} the second one's
 * outputs are turned round again, and steps that do not count give 0. Shapes: x [batch, time, in] →
 * as the layer's, with {@code concat} the last axis twice as long. Further inputs are first states,
 * half of them for each direction. With {@code return_state} the states can be read as {@code
 * layer/forward/state_h} and so on. Schuster and Paliwal (1997).
 *
 * @param layer that walks forwards, such as an lstm
 * @param mergeMode how both outputs become one
 * @param backwardLayer that walks backwards, if it differs; with {@code go_backwards}
 */
@Type("bidirectional")
@Doc("a recurrent layer forwards and another backwards")
public record Bidirectional(
    @Doc("what walks forwards") Layer layer,
    @Default("concat") @Doc("how both outputs become one") MergeMode mergeMode,
    @Doc("what walks backwards, if it differs") Optional<Layer> backwardLayer)
    implements MergeLayer {

  /** How both outputs become one. */
  public enum MergeMode {
    /** Side by side. */
    CONCAT,
    /** Their sum. */
    SUM,
    /** Their product. */
    MUL,
    /** Their mean. */
    AVE,
    /**
     * Not at all: the output is the forward one; both can be read as {@code layer/forward} and
     * {@code layer/backward}.
     */
    NONE
  }

  /**
   * @throws IllegalArgumentException if the layer is not recurrent, or both do not go together
   */
  public Bidirectional {
    SequenceOptions forward = options(layer, "layer");
    if (forward.goBackwards()) {
      throw new IllegalArgumentException("layer must not have go_backwards, it walks forwards");
    }
    if (backwardLayer.isPresent()) {
      SequenceOptions backward = options(backwardLayer.get(), "backward_layer");
      if (!backward.goBackwards()) {
        throw new IllegalArgumentException("backward_layer must have go_backwards: true");
      }
      if (forward.returnSequences() != backward.returnSequences()
          || forward.returnState() != backward.returnState()) {
        throw new IllegalArgumentException(
            "backward_layer must have the layer's return_sequences and return_state");
      }
    }
  }

  private static SequenceOptions options(Layer layer, String key) {
    if (layer instanceof Recurrent recurrent) {
      return recurrent.sequence();
    }
    throw new IllegalArgumentException(key + " must be recurrent, such as lstm, gru or simple_rnn");
  }

  /** Concatenates the outputs of both directions. */
  public static Bidirectional of(Recurrent layer) {
    return new Bidirectional(layer, MergeMode.CONCAT, Optional.empty());
  }

  /**
   * @throws ShapeException if the number of states is odd
   */
  @Override
  public Value apply(LayerScope scope, List<Value> inputs) {
    Value x = inputs.get(0);
    List<Value> states = inputs.subList(1, inputs.size());
    if (states.size() % 2 != 0) {
      throw new ShapeException(
          Kind.COUNT, "bidirectional needs as many states backwards as forwards");
    }
    boolean sequences = options(layer, "layer").returnSequences();
    Value forward =
        scope.child("forward").write(layer, with(x, states.subList(0, states.size() / 2)));
    List<Value> last = states.subList(states.size() / 2, states.size());
    LayerScope place = scope.child("backward");
    Value backward =
        backwardLayer.isPresent()
            ? place.write(backwardLayer.get(), with(x, last))
            : place.write(layer, with(turned(scope, x), last));
    if (sequences) {
      backward = Sequences.reversed(backward, 1);
      Optional<Value> mask = scope.mask(x);
      if (mask.isPresent()) {
        Value counts = mask.get().reshape(mask.get().shape().concat(Shape.of(1)));
        forward = counts.select(forward, forward.constant(0));
        backward = counts.select(backward, backward.constant(0));
        scope.setMask(forward, mask.get());
        scope.setMask(backward, mask.get());
      }
    }
    return merged(scope, forward, backward);
  }

  private static List<Value> with(Value x, List<Value> states) {
    List<Value> inputs = new ArrayList<>(List.of(x));
    inputs.addAll(states);
    return inputs;
  }

  private static Value turned(LayerScope scope, Value x) {
    if (x.shape().rank() < 2) {
      return x; // The layer will say what it needs.
    }
    Value turned = Sequences.reversed(x, 1);
    scope.mask(x).ifPresent(mask -> scope.setMask(turned, Sequences.reversed(mask, 1)));
    return turned;
  }

  private Value merged(LayerScope scope, Value forward, Value backward) {
    if (!forward.shape().equals(backward.shape())
        && mergeMode != MergeMode.CONCAT
        && mergeMode != MergeMode.NONE) {
      throw new ShapeException(
          "bidirectional cannot combine %s forwards and %s backwards element by element"
              .formatted(forward.shape().withoutBatch(), backward.shape().withoutBatch()));
    }
    return switch (mergeMode) {
      case CONCAT ->
          scope.builder().emit(new Concat(forward.shape().rank() - 1), forward, backward);
      case SUM -> forward.add(backward);
      case MUL -> forward.multiply(backward);
      case AVE -> forward.add(backward).scale(0.5);
      case NONE -> {
        scope.publish("forward", forward);
        scope.publish("backward", backward);
        yield forward;
      }
    };
  }
}
