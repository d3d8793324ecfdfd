package dev.nn.bench.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import dev.nn.bench.Layer;
import dev.nn.bench.Layer.Activation;
import dev.nn.bench.Workload;
import java.util.List;

/** A workload's network as calls of DJL's operations, in the manager of what is fed in. */
final class EagerNetwork {

  private static final Shape ONE = new Shape(1, 1);

  private final Workload workload;
  private final List<TorchLayer> layers;
  private final NDArray futureMask;

  EagerNetwork(Workload workload, Tensors tensors) {
    this.workload = workload;
    layers = tensors.layers();
    futureMask = futureMask(tensors.manager(), workload.shape(0).get(0));
  }

  /** {@code [time, time]}: zero up to the position itself, very negative beyond. */
  private static NDArray futureMask(NDManager manager, int time) {
    NDArray positions = manager.arange(0, time);
    NDArray future = positions.reshape(1, time).gt(positions.reshape(time, 1));
    return future.toType(DataType.FLOAT32, false).mul(-1e9f);
  }

  /** {@code [rows, classes]}. */
  NDArray logits(NDArray x, boolean training) {
    NDArray h = x;
    for (TorchLayer layer : layers) {
      h = apply(layer, h, training);
    }
    return workload.labelsPerSample() > 1 ? h.reshape(-1, workload.classes()) : h;
  }

  private NDArray apply(TorchLayer torchLayer, NDArray h, boolean training) {
    Layer layer = torchLayer.layer();
    List<NDArray> p = torchLayer.parameters();
    List<NDArray> c = torchLayer.constants();
    if (layer instanceof Layer.Dense dense) {
      return activated(linear(h, p, 0), dense.activation());
    }
    if (layer instanceof Layer.Convolution conv) {
      Shape padding = new Shape(conv.padding(), conv.padding());
      NDArray z =
          h.getNDArrayInternal()
              .convolution(h, p.get(0), p.get(1), ONE, padding, ONE, 1)
              .singletonOrThrow();
      return activated(z, conv.activation());
    }
    if (layer instanceof Layer.BatchNormalization normalization) {
      float momentum = (float) Layer.BatchNormalization.MOMENTUM;
      float epsilon = (float) Layer.EPSILON;
      NDArray z =
          h.getNDArrayInternal()
              .batchNorm(h, c.get(0), c.get(1), p.get(0), p.get(1), -1, momentum, epsilon, training)
              .singletonOrThrow();
      return activated(z, normalization.activation());
    }
    if (layer instanceof Layer.MaxPooling pooling) {
      Shape size = new Shape(pooling.size(), pooling.size());
      return h.getNDArrayInternal().maxPool(size, size, new Shape(0, 0), false);
    }
    if (layer instanceof Layer.Flatten) {
      return h.reshape(h.getShape().get(0), -1);
    }
    if (layer instanceof Layer.Lstm) {
      NDList weights = new NDList(p.get(0), p.get(1), p.get(2), c.get(0));
      NDList start = new NDList(c.get(1), c.get(1));
      NDList result =
          h.getNDArrayInternal().lstm(h, start, weights, true, 1, 0, training, false, true);
      result.attach(h.getManager());
      return result.get(0);
    }
    if (layer instanceof Layer.Embedding) {
      NDArray vectors =
          h.getNDArrayInternal().embedding(h, p.get(0), SparseFormat.DENSE).singletonOrThrow();
      vectors.attach(h.getManager());
      return vectors.add(p.get(1));
    }
    if (layer instanceof Layer.LayerNormalization) {
      return normalized(h, p, 0);
    }
    if (layer instanceof Layer.TransformerBlock block) {
      NDArray attended = h.add(linear(attention(normalized(h, p, 0), p, block.heads()), p, 4));
      NDArray up = activated(linear(normalized(attended, p, 6), p, 8), Activation.GELU);
      return attended.add(linear(up, p, 10));
    }
    throw new IllegalArgumentException("not written for DJL: " + layer);
  }

  private NDArray attention(NDArray h, List<NDArray> p, int heads) {
    long batch = h.getShape().get(0);
    long time = h.getShape().get(1);
    long width = h.getShape().get(2);
    NDList parts =
        linear(h, p, 2)
            .reshape(batch, time, 3, heads, width / heads)
            .transpose(2, 0, 3, 1, 4)
            .split(3, 0);
    NDArray query = parts.get(0).squeeze(0).mul(1 / Math.sqrt((double) width / heads));
    NDArray key = parts.get(1).squeeze(0);
    NDArray value = parts.get(2).squeeze(0);
    NDArray weights = query.matMul(key.swapAxes(2, 3)).add(futureMask).softmax(-1);
    return weights.matMul(value).swapAxes(1, 2).reshape(batch, time, width);
  }

  private static NDArray linear(NDArray h, List<NDArray> p, int first) {
    return h.getNDArrayInternal().linear(h, p.get(first), p.get(first + 1)).singletonOrThrow();
  }

  private static NDArray normalized(NDArray h, List<NDArray> p, int first) {
    Shape features = new Shape(h.getShape().get(2));
    return h.getNDArrayInternal()
        .layerNorm(h, features, p.get(first), p.get(first + 1), (float) Layer.EPSILON)
        .singletonOrThrow();
  }

  private static NDArray activated(NDArray z, Activation activation) {
    return switch (activation) {
      case NONE -> z;
      case TANH -> z.getNDArrayInternal().tanh();
      case RELU -> z.getNDArrayInternal().relu();
      case GELU -> z.getNDArrayInternal().gelu();
    };
  }
}
