package dev.nn.api.tensor;

import java.util.Locale;

/** The type of a tensor's elements. */
public enum DataType {
  /** IEEE 754 binary32; the default for parameters and activations. */
  FLOAT32(4),
  /** IEEE 754 binary64; for gradient checks and on request. */
  FLOAT64(8),
  /** Signed 32-bit integers: class indices, embedding indices, random keys. */
  INT32(4),
  /** Truth values, one byte each. */
  BOOL(1);

  private final int bytes;

  DataType(int bytes) {
    this.bytes = bytes;
  }

  /** Size of one element in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Whether gradients flow through values of this type. */
  public boolean isFloating() {
    return this == FLOAT32 || this == FLOAT64;
  }

  /** The name used in configs and messages, such as {@code float32}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
