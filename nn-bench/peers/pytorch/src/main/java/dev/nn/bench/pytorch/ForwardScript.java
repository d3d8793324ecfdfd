package dev.nn.bench.pytorch;

import dev.nn.bench.Layer;
import dev.nn.bench.Layer.Activation;
import dev.nn.bench.Workload;
import java.util.List;
import java.util.Locale;

/**
 * A workload's network in TorchScript: lines that turn the input {@code x} into the logits {@code
 * h}, with the parameters in a list {@code p} and what is not trained in a list {@code c}.
 */
final class ForwardScript {

  private final StringBuilder lines = new StringBuilder();
  private final String training;
  private final int batch;
  private int parameter;
  private int constant;

  private ForwardScript(boolean training, int batch) {
    this.training = training ? "True" : "False";
    this.batch = batch;
  }

  static String of(Workload workload, List<TorchLayer> layers, boolean training) {
    ForwardScript script = new ForwardScript(training, workload.batch());
    // Channels-last images would save W5 a quarter of the time, but from the first step on its
    // losses
    // then leave those of all others by more than rounding, so something else is computed.
    script.line("h", "x");
    for (int i = 0; i < layers.size(); i++) {
      script.append(layers.get(i).layer(), workload.shape(i));
      script.parameter += layers.get(i).parameters().size();
      script.constant += layers.get(i).constants().size();
    }
    if (workload.labelsPerSample() > 1) {
      script.line("h", "torch.reshape(h, [-1, %d])", workload.classes());
    }
    return script.lines.toString();
  }

  private void append(Layer layer, List<Integer> shape) {
    if (layer instanceof Layer.Dense dense) {
      line("h", linear("h", 0));
      activate("h", dense.activation());
    } else if (layer instanceof Layer.Convolution conv) {
      int padding = conv.padding();
      line(
          "h",
          "torch.conv2d(h, %s, %s, [1, 1], [%d, %d], [1, 1], 1)",
          p(0),
          p(1),
          padding,
          padding);
      activate("h", conv.activation());
    } else if (layer instanceof Layer.BatchNormalization normalization) {
      line(
          "h",
          "torch.batch_norm(h, %s, %s, %s, %s, %s, %s, %s, False)",
          p(0),
          p(1),
          c(0),
          c(1),
          training,
          // What PyTorch calls momentum is what is taken of the new.
          (float) (1 - Layer.BatchNormalization.MOMENTUM),
          Layer.EPSILON);
      activate("h", normalization.activation());
    } else if (layer instanceof Layer.MaxPooling pooling) {
      int size = pooling.size();
      line(
          "h",
          "torch.max_pool2d(h, [%d, %d], [%d, %d], [0, 0], [1, 1], False)",
          size,
          size,
          size,
          size);
    } else if (layer instanceof Layer.Flatten) {
      line("h", "torch.flatten(h, 1, -1)");
    } else if (layer instanceof Layer.Lstm) {
      line(
          "h, last, cell, ",
          "torch.lstm(h, [%s, %s], [%s, %s, %s, %s], True, 1, 0., %s, False, True)",
          c(1),
          c(1),
          p(0),
          p(1),
          p(2),
          c(0),
          training);
    } else if (layer instanceof Layer.Embedding) {
      line("h", "torch.add(torch.embedding(%s, h), %s)", p(0), p(1));
    } else if (layer instanceof Layer.LayerNormalization) {
      line("h", normalized("h", 0, shape.get(1)));
    } else if (layer instanceof Layer.TransformerBlock block) {
      appendBlock(block, shape.get(0), shape.get(1));
    } else {
      throw new IllegalArgumentException("no TorchScript for " + layer);
    }
  }

  private void appendBlock(Layer.TransformerBlock block, int time, int width) {
    int heads = block.heads();
    line("n", normalized("h", 0, width));
    line("n", linear("n", 2));
    // [batch, time, 3, heads, width of a head] → [3, batch, heads, time, width of a head]
    line("n", "torch.reshape(n, [%d, %d, 3, %d, %d])", batch, time, heads, width / heads);
    line("n", "torch.permute(n, [2, 0, 3, 1, 4])");
    line(
        "n",
        "torch.scaled_dot_product_attention(torch.select(n, 0, 0), torch.select(n, 0, 1),"
            + " torch.select(n, 0, 2), None, 0., True)");
    line("n", "torch.reshape(torch.transpose(n, 1, 2), [%d, %d, %d])", batch, time, width);
    line("h", "torch.add(h, %s)", linear("n", 4));
    line("n", normalized("h", 6, width));
    line("n", linear("n", 8));
    activate("n", Activation.GELU);
    line("h", "torch.add(h, %s)", linear("n", 10));
  }

  private void activate(String name, Activation activation) {
    if (activation != Activation.NONE) {
      line(name, "torch.%s(%s)", activation.name().toLowerCase(Locale.ROOT), name);
    }
  }

  private String linear(String input, int first) {
    return "torch.linear(%s, %s, %s)".formatted(input, p(first), p(first + 1));
  }

  private String normalized(String input, int first, int width) {
    return "torch.layer_norm(%s, [%d], %s, %s, %s)"
        .formatted(input, width, p(first), p(first + 1), Layer.EPSILON);
  }

  private String p(int offset) {
    return "p[%d]".formatted(parameter + offset);
  }

  private String c(int offset) {
    return "c[%d]".formatted(constant + offset);
  }

  private void line(String target, String expression, Object... values) {
    lines.append("    ").append(target).append(" = ");
    lines.append(String.format(Locale.ROOT, expression, values)).append('\n');
  }
}
