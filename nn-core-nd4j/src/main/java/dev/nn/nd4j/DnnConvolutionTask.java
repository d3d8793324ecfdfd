package dev.nn.nd4j;

import dev.nn.api.backend.Buffer;
import dev.nn.api.op.WindowGeometry;
import dev.nn.api.tensor.Shape;

/** A convolution or one of its gradients: the same operands, of which one is the result. */
record DnnConvolutionTask(
    Binding binding,
    Dnn dnn,
    Result result,
    WindowGeometry geometry,
    int groups,
    Buffer x,
    Buffer kernel,
    Buffer y) {
  /** Which of the three operands is the result. */
  enum Result {
    X,
    KERNEL,
    Y
  }

  int batch() {
    return x.type().shape().size(0);
  }

  int rank() {
    return geometry.rank();
  }

  long[] sizes(Buffer images, int batch) {
    long[] sizes = NativeBlock.sizes(images.type());
    sizes[0] = batch;
    return sizes;
  }

  /** With an axis for the groups if there are several. */
  long[] kernelSizes() {
    Shape shape = kernel.type().shape();
    if (groups == 1) {
      return NativeBlock.sizes(kernel.type());
    }
    long[] sizes = new long[shape.rank() + 1];
    sizes[0] = groups;
    sizes[1] = shape.size(0) / groups;
    for (int axis = 1; axis < shape.rank(); axis++) {
      sizes[axis + 1] = shape.size(axis);
    }
    return sizes;
  }

  long imageElements(Buffer images) {
    return images.type().shape().elements() / batch();
  }

  double multiplyAdds() {
    Shape k = kernel.type().shape();
    return (double) y.type().shape().elements() * (k.elements() / k.size(0));
  }

  long[] strides() {
    return geometry.strides().stream().mapToLong(n -> n).toArray();
  }

  /** oneDNN counts the entries between two taps. */
  long[] gaps() {
    return geometry.dilations().stream().mapToLong(n -> n - 1).toArray();
  }

  long[] before() {
    return geometry.before().stream().mapToLong(n -> n).toArray();
  }

  long[] after() {
    return geometry.after().stream().mapToLong(n -> n).toArray();
  }
}
