package dev.nn.nd4j;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_abc;
import static org.bytedeco.dnnl.global.dnnl.dnnl_abcd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_abcde;
import static org.bytedeco.dnnl.global.dnnl.dnnl_abcdef;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_equal;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;

import dev.nn.api.backend.Buffer;
import dev.nn.api.tensor.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** Makes the primitives, finds room for what lies between them, and lines them up. */
final class DnnConvolutionPlanner {
  /** One core of a recent processor does about 100 GFLOP/s. */
  private static final double NANOS_PER_MULTIPLY_ADD = 2 / 100.0;

  /** Bytes of the images of a chunk. All images at once are 8 % slower, 128 kB at a time 5 %. */
  private static final long CHUNK_BYTES = 1 << 20;

  /** In the scratch memory, floats: each piece starts at a cache line. */
  private static final int GRAIN = NativeBlock.ALIGNMENT / Float.BYTES;

  private final DnnConvolutionTask task;
  private final DnnScope scope;
  private final DnnConvolutionPasses passes;
  private final List<List<Kernel>> parts = new ArrayList<>();
  private final dnnl_memory_desc plainKernel;
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

  DnnConvolutionPlanner(DnnConvolutionTask task, DnnScope scope, DnnConvolutionPasses passes) {
    this.task = task;
    this.scope = scope;
    this.passes = passes;
    long[] sizes = task.kernelSizes();
    int[] tags = {dnnl_abc, dnnl_abcd, dnnl_abcde, dnnl_abcdef};
    plainKernel = scope.tensor(sizes, tags[sizes.length - 3]);
  }

  DnnScope scope() {
    return scope;
  }

  Workers workers() {
    return task.binding().workers();
  }

  /** Brings the kernel into oneDNN's format; null if it is in it, or the result. */
  Kernel prepare() {
    return prepare;
  }

  /** The steps of each part. */
  Kernel[][] parts() {
    return parts.stream().map(part -> part.toArray(Kernel[]::new)).toArray(Kernel[][]::new);
  }

  /** Of the gradient of the kernel, else null: the parts' sums. */
  PartialSums sums() {
    return sums;
  }

  /** Where each part writes its own sum; null likewise. */
  dnnl_memory[] targets() {
    return targets;
  }

  /** Empty if oneDNN has no fast code for it. */
  Optional<Kernel> plan() {
    int count =
        Math.min(
            task.batch(),
            task.binding().workers().partsFor(task.multiplyAdds() * NANOS_PER_MULTIPLY_ADD));
    List<List<Integer>> chunks = new ArrayList<>();
    for (int part = 0; part < count; part++) {
      chunks.add(chunks(cut(task.batch(), part + 1, count) - cut(task.batch(), part, count)));
    }
    for (List<Integer> sizes : chunks) {
      for (int images : sizes) {
        if (!passes.add(images)) {
          return Optional.empty();
        }
      }
    }
    layOut(count);
    if (task.result() == DnnConvolutionTask.Result.KERNEL) {
      sums = new PartialSums(task.binding(), count);
      targets = new dnnl_memory[count];
    } else if (!isPlain(passes.kernelFormat(), plainKernel)) {
      prepare =
          scope.reorder(
              0,
              plainKernel,
              plainKernelMemory(),
              passes.kernelFormat(),
              kernelMemory(0, kernelAt));
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
    long perImage = Float.BYTES * (task.imageElements(task.x()) + task.imageElements(task.y()));
    long bytes = CHUNK_BYTES;
    if (task.result() == DnnConvolutionTask.Result.KERNEL) {
      // Each chunk adds its gradient to a sum: that must not cost more than reading the images.
      bytes = Math.max(bytes, 2 * task.kernel().type().bytes());
    }
    int most = (int) Math.max(1, Math.min(images, bytes / perImage));
    int count = (images + most - 1) / most;
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sizes.add(cut(images, i + 1, count) - cut(images, i, count));
    }
    return sizes;
  }

  private void layOut(int count) {
    xAt = room(passes.largest(DnnConvolutionPasses.Pass::x));
    yAt = room(passes.largest(DnnConvolutionPasses.Pass::y));
    temporaryAt = room(passes.largest(DnnConvolutionPasses.Pass::temporary));
    kernelAt = room(dnnl_memory_desc_get_size(passes.kernelFormat()));
    nextKernelAt = room(dnnl_memory_desc_get_size(passes.kernelFormat()));
    for (int part = 0; part < count; part++) {
      scratch(part).reserve(scratchFloats * Float.BYTES);
    }
  }

  private long room(long bytes) {
    long at = scratchFloats;
    scratchFloats += (bytes / Float.BYTES + GRAIN - 1) / GRAIN * GRAIN;
    return at;
  }

  private NativeScratch scratch(int part) {
    return task.binding().workspaces()[part].columns;
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
    return scope.memory(plainKernel, task.binding().regions().floatPointer(task.kernel(), 0));
  }

  private dnnl_memory kernelMemory(int part, long at) {
    return scope.memory(passes.kernelFormat(), scratchAddress(part, at));
  }

  private List<Kernel> steps(int part, int first, List<Integer> chunks) {
    List<Kernel> steps = new ArrayList<>();
    int image = first;
    for (int images : chunks) {
      addChunk(steps, part, image, passes.of(images), image == first);
      image += images;
    }
    if (task.result() == DnnConvolutionTask.Result.KERNEL) {
      targets[part] =
          part == 0 ? plainKernelMemory() : scope.memory(plainKernel, sums.of(part).position(0));
      steps.add(
          scope.reorder(
              part,
              passes.kernelFormat(),
              kernelMemory(part, kernelAt),
              plainKernel,
              targets[part]));
    }
    return steps;
  }

  private void addChunk(
      List<Kernel> steps, int part, int image, DnnConvolutionPasses.Pass pass, boolean isFirst) {
    Supplier<dnnl_memory> xLoad =
        () -> images(steps, part, image, task.x(), pass.images(), pass.x(), xAt, true);
    Supplier<dnnl_memory> yLoad =
        () -> images(steps, part, image, task.y(), pass.images(), pass.y(), yAt, true);
    dnnl_memory temporary = scope.memory(pass.temporary(), scratchAddress(part, temporaryAt));
    DnnScope.Argument scratchpad = new DnnScope.Argument(DNNL_ARG_SCRATCHPAD, temporary);
    switch (task.result()) {
      case Y -> {
        dnnl_memory x = xLoad.get();
        List<Kernel> after = new ArrayList<>();
        dnnl_memory y = images(after, part, image, task.y(), pass.images(), pass.y(), yAt, false);
        steps.add(
            scope.call(
                part,
                pass.primitive(),
                new DnnScope.Argument(DNNL_ARG_SRC, x),
                new DnnScope.Argument(DNNL_ARG_WEIGHTS, kernelToRead()),
                new DnnScope.Argument(DNNL_ARG_DST, y),
                scratchpad));
        steps.addAll(after);
      }
      case X -> {
        dnnl_memory y = yLoad.get();
        List<Kernel> after = new ArrayList<>();
        dnnl_memory x = images(after, part, image, task.x(), pass.images(), pass.x(), xAt, false);
        steps.add(
            scope.call(
                part,
                pass.primitive(),
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
                pass.primitive(),
                new DnnScope.Argument(DNNL_ARG_SRC, x),
                new DnnScope.Argument(DNNL_ARG_DIFF_DST, y),
                new DnnScope.Argument(DNNL_ARG_DIFF_WEIGHTS, kernelMemory(part, at)),
                scratchpad));
        if (!isFirst) {
          int n = (int) (dnnl_memory_desc_get_size(passes.kernelFormat()) / Float.BYTES);
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
        scope.tensor(task.sizes(buffer, count), DnnImageFormat.PLAIN.tag(task.rank()));
    long start = first * task.imageElements(buffer);
    dnnl_memory lies = scope.memory(plain, task.binding().regions().floatPointer(buffer, start));
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
