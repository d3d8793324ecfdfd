package dev.nn.core.augmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import dev.nn.api.layer.Layer;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.Formulas;
import dev.nn.core.Records;
import dev.nn.core.network.NetworkException;
import java.util.Arrays;
import java.util.Map;

/** Images for tests, and layers that change them. */
final class Pictures {
  private static final Records RECORDS = new Records();

  private Pictures() {}

  /** A layer as it is written in a config. */
  static Layer layer(String yaml) {
    return RECORDS.make(Layer.class, JsonParser.parseString(yaml));
  }

  /** So many times the same image. */
  static Tensor copies(int count, Shape image, double... pixels) {
    double[] values = new double[count * pixels.length];
    Arrays.setAll(values, i -> pixels[i % pixels.length]);
    return Tensor.of(image.withBatch(count), values);
  }

  /** What a layer makes of images in training, in float64. */
  static Tensor train(Layer layer, Tensor x) {
    Tensor y = Formulas.layer(layer, true, Map.of(), x).get("output");
    assertEquals(x.shape(), y.shape());
    return y;
  }

  /** As above, of one image. */
  static double[] train(String yaml, Shape image, double... pixels) {
    return train(layer(yaml), copies(1, image, pixels)).toDoubles();
  }

  /** One image of a batch, all channels. */
  static double[] image(Tensor x, int index) {
    return x.rows(index, 1).toDoubles();
  }

  /** How many images of a batch are the given one. */
  static int count(Tensor x, double... image) {
    int count = 0;
    for (int i = 0; i < x.shape().size(0); i++) {
      count += closeTo(image(x, i), image) ? 1 : 0;
    }
    return count;
  }

  private static boolean closeTo(double[] a, double[] b) {
    for (int i = 0; i < a.length; i++) {
      if (Math.abs(a[i] - b[i]) > 1e-9) {
        return false;
      }
    }
    return a.length == b.length;
  }

  /** Fails unless images stay as they are outside training. */
  static void assertRestsInInference(Layer layer, Tensor x) {
    assertEquals(x, Formulas.layer(layer, false, Map.of(), x).get("output"), layer.toString());
  }

  /** Fails unless a config is refused in words that hold the given ones. */
  static void assertRefused(String yaml, String words) {
    String message = assertThrows(IllegalArgumentException.class, () -> layer(yaml)).getMessage();
    assertTrue(message.contains(words), message);
  }

  /** Fails unless images of a shape are refused in words that hold the given ones. */
  static void assertDoesNotFit(String yaml, Tensor x, String words) {
    String message =
        assertThrows(NetworkException.class, () -> Formulas.layer(layer(yaml), true, Map.of(), x))
            .getMessage();
    assertTrue(message.contains(words), message);
  }
}
