package dev.nn.nd4j;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_aBc16b;
import static org.bytedeco.dnnl.global.dnnl.dnnl_aBc8b;
import static org.bytedeco.dnnl.global.dnnl.dnnl_aBcd16b;
import static org.bytedeco.dnnl.global.dnnl.dnnl_aBcd8b;
import static org.bytedeco.dnnl.global.dnnl.dnnl_aBcde16b;
import static org.bytedeco.dnnl.global.dnnl.dnnl_aBcde8b;
import static org.bytedeco.dnnl.global.dnnl.dnnl_abc;
import static org.bytedeco.dnnl.global.dnnl.dnnl_abcd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_abcde;
import static org.bytedeco.dnnl.global.dnnl.dnnl_abcdef;
import static org.bytedeco.dnnl.global.dnnl.dnnl_acb;
import static org.bytedeco.dnnl.global.dnnl.dnnl_acdb;
import static org.bytedeco.dnnl.global.dnnl.dnnl_acdeb;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_backward_data_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_backward_weights_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_direct;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_format_tag_any;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_equal;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_set_data_handle;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_diff_weights_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_scratchpad_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;

import dev.nn.api.backend.Buffer;
import dev.nn.api.op.Convolution;
import dev.nn.api.op.ConvolutionInputGradient;
import dev.nn.api.op.ConvolutionKernelGradient;
import dev.nn.api.op.WindowGeometry;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Convolutions and their gradients in float32 by oneDNN. A batch is cut into one part per thread
 * and parts into chunks of a few images. Of each chunk, images are copied from the plan's plain
 * format to the one that oneDNN is fastest in, and back, which happens in the second-level cache
 * and costs 2–5 % of the time.
 */
final class DnnConvolution implements Kernel, Workers.Job {
  /** One core of a recent processor does about 100 GFLOP/s. */
  private static final double NANOS_PER_MULTIPLY_ADD = 2 / 100.0;

  /** Bytes of the images of a chunk. All images at once are 8 % slower, 128 kB at a time 5 %. */
  private static final long CHUNK_BYTES = 1 << 20;

  /** In the scratch memory, floats: each piece starts at a cache line. */
  private static final int GRAIN = NativeBlock.ALIGNMENT / Float.BYTES;

  /** Which of the three operands is the result. */
  private enum Result {
    X,
    KERNEL,
    Y
  }

  /** How images lie in memory; the formats are oneDNN's names for one, two, three axes. */
  private enum Format {
    PLAIN(dnnl_abc, dnnl_abcd, dnnl_abcde),
    /** Channels last. */
    LAST(dnnl_acb, dnnl_acdb, dnnl_acdeb),
    /** Channels by sixteens, each sixteen last. */
    BLOCKED(dnnl_aBc16b, dnnl_aBcd16b, dnnl_aBcde16b),
    /** By eights, for processors without AVX-512. */
    EIGHTS(dnnl_aBc8b, dnnl_aBcd8b, dnnl_aBcde8b);

    private final int[] tags;

    Format(int... tags) {
      this.tags = tags;
    }

    int tag(int spatialAxes) {
      return tags[spatialAxes - 1];
    }
  }

  private record Formats(Format x, Format y) {}

  /** The operation, whichever of its operands is the result. */
  private record Task(
      Binding binding,
      Dnn dnn,
      Result result,
      WindowGeometry geometry,
      int groups,
      Buffer x,
      Buffer kernel,
      Buffer y) {
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
  }

  /** The primitive for so many images, and the formats it wants. */
  private record Pass(
      int images,
      dnnl_primitive primitive,
      dnnl_memory_desc x,
      dnnl_memory_desc kernel,
      dnnl_memory_desc y,
      dnnl_memory_desc temporary) {}

  private final DnnScope scope;
  private final Workers workers;
  // Before the parts: brings the kernel into oneDNN's format. Null if it is in it, or the result.
  private final Kernel prepare;
  private final Kernel[][] parts;
  // Of the gradient of the kernel, else null: the parts' sums, and where each writes its own.
  private final PartialSums sums;
  private final dnnl_memory[] targets;

  static Optional<Kernel> forward(Binding at) {
    Convolution op = (Convolution) at.instruction().op();
    return of(at, Result.Y, op.geometry(), op.groups(), at.input(0), at.input(1), at.output(0));
  }

  static Optional<Kernel> inputGradient(Binding at) {
    ConvolutionInputGradient op = (ConvolutionInputGradient) at.instruction().op();
    return of(at, Result.X, op.geometry(), op.groups(), at.output(0), at.input(1), at.input(0));
  }

  static Optional<Kernel> kernelGradient(Binding at) {
    ConvolutionKernelGradient op = (ConvolutionKernelGradient) at.instruction().op();
    return of(
        at, Result.KERNEL, op.geometry(), op.groups(), at.input(0), at.output(0), at.input(1));
  }

  /** Empty if oneDNN is not there or has no fast code for it. */
  private static Optional<Kernel> of(
      Binding at,
      Result result,
      WindowGeometry geometry,
      int groups,
      Buffer x,
      Buffer kernel,
      Buffer y) {
    boolean empty = List.of(x, kernel, y).stream().anyMatch(b -> b.type().shape().elements() == 0);
    if (empty || x.type().dtype() != DataType.FLOAT32 || geometry.rank() > 3) {
      return Optional.empty();
    }
    Optional<Dnn> dnn = at.dnn().library();
    if (dnn.isEmpty()) {
      return Optional.empty();
    }
    Task task = new Task(at, dnn.get(), result, geometry, groups, x, kernel, y);
    for (Formats formats : candidates(task)) {
      DnnScope scope = new DnnScope(dnn.get());
      Optional<Kernel> made = new Planner(task, scope, formats).plan();
      if (made.isPresent()) {
        return made;
      }
      scope.close();
    }
    return Optional.empty();
  }

  /**
   * Best first. In GFLOP/s per core, forwards, gradient of x, of the kernel: 64 to 64 channels, 3×3
   * on 16×16, blocked 115, 117, 98, channels last 111, 109, 87; 20 to 50 channels, 5×5 on 12×12,
   * channels last 79, 61, 79, blocked (which pads to 32 and 64) 53, 56, 48; 3 to 32 channels, 3×3
   * on 32×32, forwards, plain to blocked 109, channels last 96.
   */
  private static List<Formats> candidates(Task task) {
    int channels = task.x.type().shape().size(1);
    int filters = task.y.type().shape().size(1);
    int perGroup = channels / task.groups;
    List<Formats> candidates = new ArrayList<>();
    if (perGroup % 16 == 0 && filters / task.groups % 16 == 0
        || perGroup == 1 && channels % 16 == 0 && filters == channels) {
      candidates.add(new Formats(Format.BLOCKED, Format.BLOCKED));
      candidates.add(new Formats(Format.EIGHTS, Format.EIGHTS));
    }
    if (channels <= 3 && task.groups == 1 && task.result != Result.X) {
      candidates.add(new Formats(Format.PLAIN, Format.BLOCKED));
    }
    candidates.add(new Formats(Format.LAST, Format.LAST));
    candidates.add(new Formats(Format.PLAIN, Format.PLAIN));
    return candidates;
  }

  private DnnConvolution(Planner planner) {
    scope = planner.scope;
    workers = planner.task.binding.workers();
    prepare = planner.prepare;
    parts = planner.parts.stream().map(p -> p.toArray(Kernel[]::new)).toArray(Kernel[][]::new);
    sums = planner.sums;
    targets = planner.targets;
  }

  @Override
  public void run() {
    if (prepare != null) {
      Dnn.useOneThread();
      prepare.run();
    }
    if (sums == null) {
      workers.run(this, parts.length);
      return;
    }
    for (int part = 1; part < parts.length; part++) {
      Dnn.check(dnnl_memory_set_data_handle(targets[part], sums.of(part).position(0)));
    }
    workers.run(this, parts.length);
    sums.addUp();
  }

  @Override
  public void run(int part, int worker) {
    Dnn.useOneThread();
    for (Kernel step : parts[part]) {
      step.run();
    }
  }

  @Override
  public void close() {
    scope.close();
  }

  /** Makes the primitives, finds room for what lies between them, and lines them up. */
  private static final class Planner {
    private final Task task;
    private final DnnScope scope;
    private final Formats formats;
    private final Map<Integer, Pass> passes = new HashMap<>();
    private final List<List<Kernel>> parts = new ArrayList<>();
    private final dnnl_memory_desc plainKernel;
    private dnnl_memory_desc kernelFormat;
    private Kernel prepare;
    private PartialSums sums;
    private dnnl_memory[] targets;
    // Scratch memory, in floats: where in each part's the pieces lie.
    private long xAt;
    private long yAt;
    private long temporaryAt;
    private long kernelAt;
    private long nextKernelAt;
    private long scratchFloats;

    Planner(Task task, DnnScope scope, Formats formats) {
      this.task = task;
      this.scope = scope;
      this.formats = formats;
      long[] sizes = task.kernelSizes();
      int[] tags = {dnnl_abc, dnnl_abcd, dnnl_abcde, dnnl_abcdef};
      plainKernel = scope.tensor(sizes, tags[sizes.length - 3]);
      kernelFormat = scope.tensor(sizes, dnnl_format_tag_any);
    }

    Optional<Kernel> plan() {
      int count =
          Math.min(
              task.batch(),
              task.binding.workers().partsFor(task.multiplyAdds() * NANOS_PER_MULTIPLY_ADD));
      List<List<Integer>> chunks = new ArrayList<>();
      for (int part = 0; part < count; part++) {
        chunks.add(chunks(cut(task.batch(), part + 1, count) - cut(task.batch(), part, count)));
      }
      for (List<Integer> sizes : chunks) {
        for (int images : sizes) {
          if (!passes.containsKey(images) && !addPass(images)) {
            return Optional.empty();
          }
        }
      }
      layOut(count);
      if (task.result == Result.KERNEL) {
        sums = new PartialSums(task.binding, count);
        targets = new dnnl_memory[count];
      } else if (!isPlain(kernelFormat, plainKernel)) {
        prepare =
            scope.reorder(
                0, plainKernel, plainKernelMemory(), kernelFormat, kernelMemory(0, kernelAt));
      }
      for (int part = 0; part < count; part++) {
        parts.add(steps(part, cut(task.batch(), part, count), chunks.get(part)));
      }
      return Optional.of(new DnnConvolution(this));
    }

    private static int cut(int units, int part, int parts) {
      return (int) ((long) units * part / parts);
    }

    /** Sizes of chunks of about equal size. */
    private List<Integer> chunks(int images) {
      long perImage = Float.BYTES * (task.imageElements(task.x) + task.imageElements(task.y));
      long bytes = CHUNK_BYTES;
      if (task.result == Result.KERNEL) {
        // Each chunk adds its gradient to a sum: that must not cost more than reading the images.
        bytes = Math.max(bytes, 2 * task.kernel.type().bytes());
      }
      int most = (int) Math.max(1, Math.min(images, bytes / perImage));
      int count = (images + most - 1) / most;
      List<Integer> sizes = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        sizes.add(cut(images, i + 1, count) - cut(images, i, count));
      }
      return sizes;
    }

    private boolean addPass(int images) {
      long[] xSizes = task.sizes(task.x, images);
      long[] ySizes = task.sizes(task.y, images);
      dnnl_memory_desc x = scope.tensor(xSizes, formats.x.tag(task.rank()));
      dnnl_memory_desc y = scope.tensor(ySizes, formats.y.tag(task.rank()));
      Optional<dnnl_primitive_desc> description =
          switch (task.result) {
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
          task.result == Result.KERNEL ? dnnl_query_diff_weights_md : dnnl_query_weights_md;
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
      dnnl_memory_desc x = scope.tensor(task.sizes(task.x, images), dnnl_format_tag_any);
      dnnl_memory_desc y = scope.tensor(task.sizes(task.y, images), dnnl_format_tag_any);
      dnnl_memory_desc kernel = scope.tensor(task.kernelSizes(), dnnl_format_tag_any);
      return scope
          .description(hint -> describeForward(hint, x, kernel, y))
          .flatMap(hint -> scope.description(d -> maker.make(d, hint)));
    }

    private int describeForward(
        dnnl_primitive_desc into, dnnl_memory_desc x, dnnl_memory_desc kernel, dnnl_memory_desc y) {
      return dnnl_convolution_forward_primitive_desc_create(
          into,
          task.dnn.engine(),
          dnnl_forward_training,
          dnnl_convolution_direct,
          x,
          kernel,
          null,
          y,
          strides(),
          gaps(),
          before(),
          after(),
          scope.attributes());
    }

    private int describeInputGradient(
        dnnl_primitive_desc into,
        dnnl_memory_desc x,
        dnnl_memory_desc y,
        dnnl_primitive_desc hint) {
      return dnnl_convolution_backward_data_primitive_desc_create(
          into,
          task.dnn.engine(),
          dnnl_convolution_direct,
          x,
          kernelFormat,
          y,
          strides(),
          gaps(),
          before(),
          after(),
          hint,
          scope.attributes());
    }

    private int describeKernelGradient(
        dnnl_primitive_desc into,
        dnnl_memory_desc x,
        dnnl_memory_desc y,
        dnnl_primitive_desc hint) {
      return dnnl_convolution_backward_weights_primitive_desc_create(
          into,
          task.dnn.engine(),
          dnnl_convolution_direct,
          x,
          kernelFormat,
          null,
          y,
          strides(),
          gaps(),
          before(),
          after(),
          hint,
          scope.attributes());
    }

    private long[] strides() {
      return task.geometry.strides().stream().mapToLong(n -> n).toArray();
    }

    /** oneDNN counts the entries between two taps. */
    private long[] gaps() {
      return task.geometry.dilations().stream().mapToLong(n -> n - 1).toArray();
    }

    private long[] before() {
      return task.geometry.before().stream().mapToLong(n -> n).toArray();
    }

    private long[] after() {
      return task.geometry.after().stream().mapToLong(n -> n).toArray();
    }

    private void layOut(int count) {
      xAt = room(largest(Pass::x));
      yAt = room(largest(Pass::y));
      temporaryAt = room(largest(Pass::temporary));
      kernelAt = room(dnnl_memory_desc_get_size(kernelFormat));
      nextKernelAt = room(dnnl_memory_desc_get_size(kernelFormat));
      for (int part = 0; part < count; part++) {
        scratch(part).reserve(scratchFloats * Float.BYTES);
      }
    }

    private long largest(Function<Pass, dnnl_memory_desc> piece) {
      return passes.values().stream()
          .mapToLong(pass -> dnnl_memory_desc_get_size(piece.apply(pass)))
          .max()
          .orElseThrow();
    }

    private long room(long bytes) {
      long at = scratchFloats;
      scratchFloats += (bytes / Float.BYTES + GRAIN - 1) / GRAIN * GRAIN;
      return at;
    }

    private NativeScratch scratch(int part) {
      return task.binding.workspaces()[part].columns;
    }

    /** Stays valid when the scratch memory grows. */
    private Pointer scratchAddress(int part, long at) {
      Pointer start = scratch(part).pointer(DataType.FLOAT32).position(0);
      return start.getPointer(FloatPointer.class, at);
    }

    private static boolean isPlain(dnnl_memory_desc format, dnnl_memory_desc plain) {
      return dnnl_memory_desc_equal(format, plain) != 0;
    }

    private dnnl_memory plainKernelMemory() {
      return scope.memory(plainKernel, task.binding.regions().floatPointer(task.kernel, 0));
    }

    private dnnl_memory kernelMemory(int part, long at) {
      return scope.memory(kernelFormat, scratchAddress(part, at));
    }

    private List<Kernel> steps(int part, int first, List<Integer> chunks) {
      List<Kernel> steps = new ArrayList<>();
      int image = first;
      for (int images : chunks) {
        addChunk(steps, part, image, passes.get(images), image == first);
        image += images;
      }
      if (task.result == Result.KERNEL) {
        targets[part] =
            part == 0 ? plainKernelMemory() : scope.memory(plainKernel, sums.of(part).position(0));
        steps.add(
            scope.reorder(
                part, kernelFormat, kernelMemory(part, kernelAt), plainKernel, targets[part]));
      }
      return steps;
    }

    private void addChunk(List<Kernel> steps, int part, int image, Pass pass, boolean isFirst) {
      Supplier<dnnl_memory> xLoad =
          () -> images(steps, part, image, task.x, pass.images, pass.x, xAt, true);
      Supplier<dnnl_memory> yLoad =
          () -> images(steps, part, image, task.y, pass.images, pass.y, yAt, true);
      dnnl_memory temporary = scope.memory(pass.temporary, scratchAddress(part, temporaryAt));
      DnnScope.Argument scratchpad = new DnnScope.Argument(DNNL_ARG_SCRATCHPAD, temporary);
      switch (task.result) {
        case Y -> {
          dnnl_memory x = xLoad.get();
          List<Kernel> after = new ArrayList<>();
          dnnl_memory y = images(after, part, image, task.y, pass.images, pass.y, yAt, false);
          steps.add(
              scope.call(
                  part,
                  pass.primitive,
                  new DnnScope.Argument(DNNL_ARG_SRC, x),
                  new DnnScope.Argument(DNNL_ARG_WEIGHTS, kernelToRead()),
                  new DnnScope.Argument(DNNL_ARG_DST, y),
                  scratchpad));
          steps.addAll(after);
        }
        case X -> {
          dnnl_memory y = yLoad.get();
          List<Kernel> after = new ArrayList<>();
          dnnl_memory x = images(after, part, image, task.x, pass.images, pass.x, xAt, false);
          steps.add(
              scope.call(
                  part,
                  pass.primitive,
                  new DnnScope.Argument(DNNL_ARG_DIFF_DST, y),
                  new DnnScope.Argument(DNNL_ARG_WEIGHTS, kernelToRead()),
                  new DnnScope.Argument(DNNL_ARG_DIFF_SRC, x),
                  scratchpad));
          steps.addAll(after);
        }
        case KERNEL -> {
          dnnl_memory x = xLoad.get();
          dnnl_memory y = yLoad.get();
          long at = isFirst ? kernelAt : nextKernelAt;
          steps.add(
              scope.call(
                  part,
                  pass.primitive,
                  new DnnScope.Argument(DNNL_ARG_SRC, x),
                  new DnnScope.Argument(DNNL_ARG_DIFF_DST, y),
                  new DnnScope.Argument(DNNL_ARG_DIFF_WEIGHTS, kernelMemory(part, at)),
                  scratchpad));
          if (!isFirst) {
            int n = (int) (dnnl_memory_desc_get_size(kernelFormat) / Float.BYTES);
            FloatPointer next = (FloatPointer) scratchAddress(part, nextKernelAt);
            FloatPointer total = (FloatPointer) scratchAddress(part, kernelAt);
            steps.add(() -> Blas.add(n, next, total));
          }
        }
      }
    }

    private dnnl_memory kernelToRead() {
      return prepare == null ? plainKernelMemory() : kernelMemory(0, kernelAt);
    }

    /** Some images in the wanted format, with a step that copies them there, or from there. */
    private dnnl_memory images(
        List<Kernel> steps,
        int part,
        int first,
        Buffer buffer,
        int count,
        dnnl_memory_desc format,
        long at,
        boolean load) {
      dnnl_memory_desc plain =
          scope.tensor(task.sizes(buffer, count), Format.PLAIN.tag(task.rank()));
      long start = first * task.imageElements(buffer);
      dnnl_memory lies = scope.memory(plain, task.binding.regions().floatPointer(buffer, start));
      if (isPlain(format, plain)) {
        return lies;
      }
      dnnl_memory wanted = scope.memory(format, scratchAddress(part, at));
      steps.add(
          load
              ? scope.reorder(part, plain, lies, format, wanted)
              : scope.reorder(part, format, wanted, plain, lies));
      return wanted;
    }
  }
}
