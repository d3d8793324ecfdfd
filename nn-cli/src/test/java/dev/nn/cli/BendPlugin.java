package dev.nn.cli;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.plugin.Plugin;
import dev.nn.api.plugin.Registrar;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/** A plugin whose layer {@code bend} has an op of its own, with a gradient that may be wrong. */
public final class BendPlugin implements Plugin {
  @Override
  public void register(Registrar registrar) {
    registrar.add(Layer.class, Bend.class);
  }

  /**
   * y = x³/3.
   *
   * @param slope what its rule takes for dy/dx, over x²: right is 1
   */
  @Type("bend")
  @Doc("y = x³/3")
  public record Bend(@Default("1.0") @Doc("dy/dx over x²") double slope) implements Layer {
    @Override
    public Value apply(LayerScope scope, Value x) {
      return x.builder().emit(new Cube(slope), x);
    }
  }

  private record Cube(double slope) implements Op.Composite {
    @Override
    public String name() {
      return "third_of_cube";
    }

    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      return inputs;
    }

    @Override
    public List<Value> decompose(GraphBuilder builder, List<Value> inputs) {
      Value x = inputs.get(0);
      return List.of(x.multiply(x).multiply(x).scale(1.0 / 3));
    }

    @Override
    public void backward(Backward at) {
      at.accumulate(0, at.gradient().multiply(at.input(0).square()).scale(slope));
    }
  }
}
