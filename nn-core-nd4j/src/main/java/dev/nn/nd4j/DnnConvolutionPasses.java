package dev.nn.nd4j;

import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_backward_data_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_backward_weights_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_direct;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_format_tag_any;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_diff_weights_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_scratchpad_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * The primitives of a convolution, one for each size of chunk, and the formats of memory that they
 * want.
 */
final class DnnConvolutionPasses {
  /** The primitive for so many images, and the formats it wants. */
  record Pass(
      int images,
      dnnl_primitive primitive,
      dnnl_memory_desc x,
      dnnl_memory_desc kernel,
      dnnl_memory_desc y,
      dnnl_memory_desc temporary) {}

  private final DnnConvolutionTask task;
  private final DnnScope scope;
  private final DnnImageFormat xFormat;
  private final DnnImageFormat yFormat;
  private final Map<Integer, Pass> passes = new HashMap<>();
  private dnnl_memory_desc kernelFormat;

  DnnConvolutionPasses(
      DnnConvolutionTask task, DnnScope scope, DnnImageFormat xFormat, DnnImageFormat yFormat) {
    this.task = task;
    this.scope = scope;
    this.xFormat = xFormat;
    this.yFormat = yFormat;
    kernelFormat = scope.tensor(task.kernelSizes(), dnnl_format_tag_any);
  }

  /** Of a kernel as all passes want it. */
  dnnl_memory_desc kernelFormat() {
    return kernelFormat;
  }

  /** The one for so many images, which was added. */
  Pass of(int images) {
    return passes.get(images);
  }

  /** Bytes of a piece of memory that every pass has, where it is largest. */
  long largest(Function<Pass, dnnl_memory_desc> piece) {
    return passes.values().stream()
        .mapToLong(pass -> dnnl_memory_desc_get_size(piece.apply(pass)))
        .max()
        .orElseThrow();
  }

  /** Whether oneDNN has fast code for so many images. */
  boolean add(int images) {
    if (passes.containsKey(images)) {
      return true;
    }
    long[] xSizes = task.sizes(task.x(), images);
    long[] ySizes = task.sizes(task.y(), images);
    dnnl_memory_desc x = scope.tensor(xSizes, xFormat.tag(task.rank()));
    dnnl_memory_desc y = scope.tensor(ySizes, yFormat.tag(task.rank()));
    Optional<dnnl_primitive_desc> description =
        switch (task.result()) {
          case Y -> scope.description(d -> describeForward(d, x, kernelFormat, y));
          case X -> describeGradient(images, (d, hint) -> describeInputGradient(d, x, y, hint));
          case KERNEL ->
              describeGradient(images, (d, hint) -> describeKernelGradient(d, x, y, hint));
        };
    if (description.isEmpty()) {
      return false;
    }
    dnnl_primitive_desc found = description.get();
    int kernelQuery =
        task.result() == DnnConvolutionTask.Result.KERNEL
            ? dnnl_query_diff_weights_md
            : dnnl_query_weights_md;
    // All passes use the same kernel, so the first one decides on its format.
    kernelFormat = dnnl_primitive_desc_query_md(found, kernelQuery, 0);
    dnnl_memory_desc temporary = dnnl_primitive_desc_query_md(found, dnnl_query_scratchpad_md, 0);
    passes.put(images, new Pass(images, scope.primitive(found), x, kernelFormat, y, temporary));
    return true;
  }

  private interface GradientMaker {
    int make(dnnl_primitive_desc into, dnnl_primitive_desc hint);
  }

  /** A gradient wants to know the forward pass it belongs to. */
  private Optional<dnnl_primitive_desc> describeGradient(int images, GradientMaker maker) {
    dnnl_memory_desc x = scope.tensor(task.sizes(task.x(), images), dnnl_format_tag_any);
    dnnl_memory_desc y = scope.tensor(task.sizes(task.y(), images), dnnl_format_tag_any);
    dnnl_memory_desc kernel = scope.tensor(task.kernelSizes(), dnnl_format_tag_any);
    return scope
        .description(hint -> describeForward(hint, x, kernel, y))
        .flatMap(hint -> scope.description(d -> maker.make(d, hint)));
  }

  private int describeForward(
      dnnl_primitive_desc into, dnnl_memory_desc x, dnnl_memory_desc kernel, dnnl_memory_desc y) {
    return dnnl_convolution_forward_primitive_desc_create(
        into,
        task.dnn().engine(),
        dnnl_forward_training,
        dnnl_convolution_direct,
        x,
        kernel,
        null,
        y,
        task.strides(),
        task.gaps(),
        task.before(),
        task.after(),
        scope.attributes());
  }

  private int describeInputGradient(
      dnnl_primitive_desc into, dnnl_memory_desc x, dnnl_memory_desc y, dnnl_primitive_desc hint) {
    return dnnl_convolution_backward_data_primitive_desc_create(
        into,
        task.dnn().engine(),
        dnnl_convolution_direct,
        x,
        kernelFormat,
        y,
        task.strides(),
        task.gaps(),
        task.before(),
        task.after(),
        hint,
        scope.attributes());
  }

  private int describeKernelGradient(
      dnnl_primitive_desc into, dnnl_memory_desc x, dnnl_memory_desc y, dnnl_primitive_desc hint) {
    return dnnl_convolution_backward_weights_primitive_desc_create(
        into,
        task.dnn().engine(),
        dnnl_convolution_direct,
        x,
        kernelFormat,
        null,
        y,
        task.strides(),
        task.gaps(),
        task.before(),
        task.after(),
        hint,
        scope.attributes());
  }
}
