package dev.nn.core.model;

import com.google.gson.JsonObject;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Weights in the safetensors format: the header's length (8 bytes, little-endian), the header
 * (JSON: type, shape and place of each tensor), the tensors (little-endian, row-major, without
 * gaps).
 *
 * <p>See https://github.com/huggingface/safetensors. Read are the types that nn has: F32, F64, I32
 * and BOOL.
 */
public final class SafeTensors {
  private static final int CHUNK = 1 << 16;

  private SafeTensors() {}

  /**
   * Writes a file, completely or not at all.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, Weights weights) throws IOException {
    AtomicFile.write(file, out -> write(out, weights));
  }

  /** Writes to a stream, which stays open. */
  static void write(OutputStream out, Weights weights) throws IOException {
    byte[] header = header(weights);
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    out.write(buffer.putLong(header.length).array(), 0, Long.BYTES);
    out.write(header);
    for (Tensor tensor : weights.values().values()) {
      write(out, tensor, buffer);
    }
  }

  /** SHA-256 of what would be written, as eight int32 numbers. */
  public static Tensor sha256(Weights weights) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      write(new DigestOutputStream(OutputStream.nullOutputStream(), digest), weights);
      int[] words = new int[8];
      ByteBuffer.wrap(digest.digest()).asIntBuffer().get(words);
      return Tensor.of(Shape.of(words.length), words);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every Java platform has it.
    }
  }

  private static byte[] header(Weights weights) {
    JsonObject header = new JsonObject();
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : weights.values().entrySet()) {
      SafeTensorsHeader.Entry described =
          SafeTensorsHeader.Entry.of(entry.getValue().type(), offset);
      header.add(entry.getKey(), described.toJson());
      offset = described.end();
    }
    StringBuilder text = new StringBuilder(header.toString());
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    // Blanks up to a multiple of eight, so that a mapped file has its numbers aligned.
    int blanks = -bytes.length & 7;
    return text.append(" ".repeat(blanks)).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void write(OutputStream out, Tensor tensor, ByteBuffer buffer) throws IOException {
    int perChunk = CHUNK / tensor.dtype().bytes();
    for (int from = 0; from < tensor.size(); from += perChunk) {
      int count = Math.min(perChunk, tensor.size() - from);
      buffer.clear();
      switch (tensor.dtype()) {
        case FLOAT32 -> buffer.asFloatBuffer().put(tensor.floats(), from, count);
        case FLOAT64 -> buffer.asDoubleBuffer().put(tensor.doubles(), from, count);
        case INT32 -> buffer.asIntBuffer().put(tensor.ints(), from, count);
        case BOOL -> {
          for (int i = 0; i < count; i++) {
            buffer.put((byte) (tensor.booleans()[from + i] ? 1 : 0));
          }
        }
      }
      out.write(buffer.array(), 0, count * tensor.dtype().bytes());
    }
  }

  /**
   * Reads a file.
   *
   * @throws ModelFileException if it is no safetensors file, or a damaged one
   * @throws IOException if it cannot be read
   */
  public static Weights read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, Files.size(file));
    } catch (ModelFileException e) {
      throw new ModelFileException(file, e.getMessage(), e);
    }
  }

  /**
   * Reads from a stream, which stays open.
   *
   * @param length how many bytes there are; nothing is allocated for tensors that would need more
   */
  static Weights read(InputStream in, long length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    if (length < Long.BYTES) {
      throw new ModelFileException("not a safetensors file: only " + length + " bytes long");
    }
    fill(in, buffer, Long.BYTES);
    long headerLength = buffer.getLong(0);
    if (headerLength < 2
        || headerLength > SafeTensorsHeader.MOST_BYTES
        || headerLength > length - Long.BYTES) {
      throw new ModelFileException(
          "not a safetensors file, or cut off: the header would have "
              + Long.toUnsignedString(headerLength)
              + " of "
              + length
              + " bytes");
    }
    byte[] text = in.readNBytes((int) headerLength);
    List<SafeTensorsHeader.Named> entries =
        SafeTensorsHeader.parse(
            new String(text, StandardCharsets.UTF_8), length - Long.BYTES - headerLength);
    Map<String, Tensor> values = new LinkedHashMap<>();
    for (SafeTensorsHeader.Named named : entries) {
      values.put(named.name(), read(in, named.entry().dtype(), named.entry().shape(), buffer));
    }
    return new Weights(values);
  }

  private static Tensor read(InputStream in, DataType dtype, Shape shape, ByteBuffer buffer)
      throws IOException {
    Tensor tensor = Tensor.zeros(new dev.nn.api.tensor.TensorType(dtype, shape));
    int perChunk = CHUNK / dtype.bytes();
    for (int from = 0; from < tensor.size(); from += perChunk) {
      int count = Math.min(perChunk, tensor.size() - from);
      fill(in, buffer, count * dtype.bytes());
      switch (dtype) {
        case FLOAT32 -> buffer.asFloatBuffer().get(tensor.floats(), from, count);
        case FLOAT64 -> buffer.asDoubleBuffer().get(tensor.doubles(), from, count);
        case INT32 -> buffer.asIntBuffer().get(tensor.ints(), from, count);
        case BOOL -> {
          for (int i = 0; i < count; i++) {
            tensor.booleans()[from + i] = buffer.get(i) != 0;
          }
        }
      }
    }
    return tensor;
  }

  private static void fill(InputStream in, ByteBuffer buffer, int count) throws IOException {
    buffer.clear();
    if (in.readNBytes(buffer.array(), 0, count) < count) {
      throw new EOFException("the file ends too early");
    }
  }
}
