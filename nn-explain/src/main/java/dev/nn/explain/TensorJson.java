package dev.nn.explain;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonWriter;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** Tensors in JSON: as numbers, as packed bytes, or as a small picture with statistics. */
final class TensorJson {
  private TensorJson() {}

  /** All entries in row-major order. JSON has neither NaN nor infinity; they become null. */
  static JsonArray numbers(Tensor tensor) {
    JsonArray array = new JsonArray();
    for (int i = 0; i < tensor.size(); i++) {
      double x = tensor.get(i);
      array.add(Double.isFinite(x) ? new JsonPrimitive(number(tensor, x)) : JsonNull.INSTANCE);
    }
    return array;
  }

  /** Writes {@code {"numbers": […]}}. */
  static void writeNumbers(Tensor tensor, JsonWriter out) throws IOException {
    out.beginObject().name("numbers").beginArray();
    for (int i = 0; i < tensor.size(); i++) {
      double x = tensor.get(i);
      if (Double.isFinite(x)) {
        out.value(number(tensor, x));
      } else {
        out.nullValue();
      }
    }
    out.endArray().endObject();
  }

  /** Writes {@code "name": x}. */
  static void writeNumber(String name, double x, JsonWriter out) throws IOException {
    out.name(name);
    if (Double.isFinite(x)) {
      out.value(x);
    } else {
      out.nullValue();
    }
  }

  /** With no more digits than the number's type has. */
  private static Number number(Tensor tensor, double x) {
    if (x == Math.rint(x) && Math.abs(x) < 1L << 53) {
      return (long) x;
    }
    return tensor.dtype() == DataType.FLOAT32 ? (Number) (float) x : (Number) x;
  }

  /** Writes {@code {"floats": "…"}}: float32, little endian, in Base64. */
  static void writeFloats(Tensor tensor, JsonWriter out) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(tensor.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < tensor.size(); i++) {
      bytes.putFloat((float) tensor.get(i));
    }
    out.beginObject().name("floats").value(base64(bytes.array())).endObject();
  }

  /**
   * Writes statistics and, unless {@code side} is 0, a picture: {@code {"least": …, "greatest": …,
   * "mean": …, "deviation": …, "zeros": share, "rows": …, "columns": …, "picture": "…"}}. A byte of
   * the picture is 128 + 127·x/max|x|, where x is the mean over a block of entries.
   *
   * @param side rows and columns of the picture at most
   */
  static void writePicture(Tensor tensor, int side, JsonWriter out) throws IOException {
    Statistics statistics = Statistics.of(tensor);
    out.beginObject();
    out.name("least").value((float) statistics.least());
    out.name("greatest").value((float) statistics.greatest());
    out.name("mean").value((float) statistics.mean());
    out.name("deviation").value((float) statistics.deviation());
    out.name("zeros").value((float) statistics.zeros() / tensor.size());
    if (side > 0) {
      Mosaic mosaic = Mosaic.of(tensor.shape());
      int rows = Math.min(side, mosaic.rows());
      int columns = Math.min(side, mosaic.columns());
      out.name("rows").value(rows).name("columns").value(columns);
      out.name("picture").value(base64(picture(tensor, mosaic, rows, columns)));
    }
    out.endObject();
  }

  private static byte[] picture(Tensor tensor, Mosaic mosaic, int rows, int columns) {
    double[] sums = new double[rows * columns];
    int[] counts = new int[rows * columns];
    for (int i = 0; i < tensor.size(); i++) {
      int row = (int) ((long) mosaic.row(i) * rows / mosaic.rows());
      int column = (int) ((long) mosaic.column(i) * columns / mosaic.columns());
      sums[row * columns + column] += tensor.get(i);
      counts[row * columns + column]++;
    }
    double most = 0;
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= Math.max(1, counts[i]);
      most = Math.max(most, Math.abs(sums[i]));
    }
    byte[] picture = new byte[sums.length];
    for (int i = 0; i < sums.length; i++) {
      picture[i] = (byte) (128 + (most > 0 ? Math.round(127 * sums[i] / most) : 0));
    }
    return picture;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
