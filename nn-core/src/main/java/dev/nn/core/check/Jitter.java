package dev.nn.core.check;

import dev.nn.api.data.Dataset;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Moves numbers a little, away from 0, each by between half and the whole of a share of their
 * tensor's root mean square.
 *
 * @param share 0: not at all
 */
record Jitter(double share, SplittableRandom random) {
  /** Of a tensor of zeros, such as a first bias. */
  private static final double SIZE_OF_ZEROS = 0.1;

  /** A moved float64 copy; zeros go either way. */
  Tensor weights(Tensor tensor) {
    return moved(tensor, true);
  }

  /** A batch whose floating inputs are moved float64 copies; zeros become positive, like pixels. */
  Dataset inputs(Dataset batch) {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    batch
        .inputs()
        .forEach(
            (name, value) ->
                inputs.put(name, value.dtype().isFloating() ? moved(value, false) : value));
    return new Dataset(inputs, batch.targets(), batch.sampleWeights());
  }

  private Tensor moved(Tensor tensor, boolean eitherWay) {
    double[] values = tensor.toDoubles();
    double squares = 0;
    for (double value : values) {
      squares += value * value;
    }
    double size = squares == 0 ? SIZE_OF_ZEROS : Math.sqrt(squares / values.length);
    for (int i = 0; i < values.length; i++) {
      double by = share * size * random.nextDouble(0.5, 1);
      boolean down = values[i] < 0 || values[i] == 0 && eitherWay && random.nextBoolean();
      values[i] += down ? -by : by;
    }
    return Tensor.of(tensor.type().withDtype(DataType.FLOAT64), values);
  }
}
