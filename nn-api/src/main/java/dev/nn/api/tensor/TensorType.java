package dev.nn.api.tensor;

/** Element type and shape of a tensor. */
public record TensorType(DataType dtype, Shape shape) {
  /** Size in bytes when stored densely. */
  public long bytes() {
    return (long) dtype.bytes() * shape.elements();
  }

  /** The same element type with another shape. */
  public TensorType withShape(Shape other) {
    return new TensorType(dtype, other);
  }

  /** The same shape with another element type. */
  public TensorType withDtype(DataType other) {
    return new TensorType(other, shape);
  }

  /** Such as {@code float32[128, 64]}. */
  @Override
  public String toString() {
    return dtype.toString() + shape;
  }
}
