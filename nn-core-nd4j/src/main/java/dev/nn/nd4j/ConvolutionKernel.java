package dev.nn.nd4j;

import dev.nn.api.backend.Buffer;
import dev.nn.api.op.Convolution;
import dev.nn.api.op.ConvolutionInputGradient;
import dev.nn.api.op.ConvolutionKernelGradient;
import dev.nn.api.op.WindowGeometry;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;

/**
 * Convolutions as matrix products, for any number of axes, dilation, groups and padding. For each
 * example and group, with the image as {@link Columns} X [channels·taps, places], the kernel as K
 * [filters, channels·taps] and the result as Y [filters, places]:
 *
 * <pre>
 * Y = K·X     dX = Kᵀ·dY     dK = Σ dY·Xᵀ
 * </pre>
 *
 * Work is cut at fixed places (examples, groups, lines), so that runs are bit-identical.
 */
abstract class ConvolutionKernel implements Kernel, Workers.Job {
  /** Products, and copying the image. */
  private static final double NANOS_PER_MULTIPLY_ADD = 2 / 50.0;

  final Workers workers;
  final Workspace[] workspaces;
  final DataType dtype;
  final Patches patches;
  final Columns columns;
  final int batch;
  final int groups;

  /** Channels of a group. */
  final int channels;

  /** Filters of a group. */
  final int filters;

  /** Rows of the matrix of columns. */
  final int rows;

  /** Lines of places in a tile, and tiles of an image. */
  final int tileLines;

  final int tiles;

  // One for each worker: where BLAS reads and writes is their position, set before each call.
  private final Pointer[] images;
  private final Pointer[] kernels;
  private final Pointer[] results;

  /** What the three ops have in common: where the image, the kernel and the result lie. */
  private record Roles(
      Binding binding, WindowGeometry geometry, int groups, Buffer x, Buffer kernel, Buffer y) {
    boolean isEmpty() {
      return List.of(x, kernel, y).stream().anyMatch(b -> b.type().shape().elements() == 0);
    }
  }

  static Kernel forward(Binding at) {
    Convolution op = (Convolution) at.instruction().op();
    Roles roles = new Roles(at, op.geometry(), op.groups(), at.input(0), at.input(1), at.output(0));
    return roles.isEmpty() ? MovementKernels.zero(at.byteOutput(0)) : new Forward(roles);
  }

  static Kernel inputGradient(Binding at) {
    ConvolutionInputGradient op = (ConvolutionInputGradient) at.instruction().op();
    Roles roles = new Roles(at, op.geometry(), op.groups(), at.output(0), at.input(1), at.input(0));
    return roles.isEmpty() ? MovementKernels.zero(at.byteOutput(0)) : new InputGradient(roles);
  }

  static Kernel kernelGradient(Binding at) {
    ConvolutionKernelGradient op = (ConvolutionKernelGradient) at.instruction().op();
    Roles roles = new Roles(at, op.geometry(), op.groups(), at.input(0), at.output(0), at.input(1));
    return roles.isEmpty() ? MovementKernels.zero(at.byteOutput(0)) : new KernelGradient(roles);
  }

  private ConvolutionKernel(Roles roles) {
    Shape x = roles.x.type().shape();
    Shape kernel = roles.kernel.type().shape();
    workers = roles.binding.workers();
    workspaces = roles.binding.workspaces();
    dtype = roles.x.type().dtype();
    groups = roles.groups;
    batch = x.size(0);
    channels = kernel.size(1);
    filters = kernel.size(0) / groups;
    patches =
        new Patches(
            roles.geometry,
            x.toList().subList(2, x.rank()),
            kernel.toList().subList(2, kernel.rank()));
    rows = channels * patches.taps();
    columns = patches.isIdentity() ? null : Columns.of(roles.x, roles.binding, patches, channels);
    tileLines = patches.isIdentity() ? patches.lines : Columns.lines(patches, channels, dtype);
    tiles = (patches.lines + tileLines - 1) / tileLines;
    images = pointers(roles.binding, roles.x);
    kernels = pointers(roles.binding, roles.kernel);
    results = pointers(roles.binding, roles.y);
  }

  private static Pointer[] pointers(Binding binding, Buffer buffer) {
    Pointer[] pointers = new Pointer[binding.workspaces().length];
    for (int i = 0; i < pointers.length; i++) {
      pointers[i] =
          buffer.type().dtype() == DataType.FLOAT64
              ? binding.regions().doublePointer(buffer, 0)
              : binding.regions().floatPointer(buffer, 0);
    }
    return pointers;
  }

  /** Into how many parts to cut all the work, which consists of so many units. */
  final int partsOf(int units) {
    double work = (double) batch * groups * filters * rows * patches.places();
    return Math.min(units, workers.partsFor(work * NANOS_PER_MULTIPLY_ADD));
  }

  /** Where part {@code part} of so many begins. */
  static int cut(int units, int part, int parts) {
    return (int) ((long) units * part / parts);
  }

  /** For each tile the sizes of its product, given its number of columns. */
  final Blas.Sizes[] perTile(IntFunction<Blas.Sizes> sizes) {
    return IntStream.range(0, tiles)
        .mapToObj(tile -> sizes.apply(linesOf(tile) * patches.width))
        .toArray(Blas.Sizes[]::new);
  }

  /** Makes the matrix of columns, unless it is the image itself. */
  final void gather(int pair, int tile, int worker) {
    if (columns != null) {
      columns.gather(imageStart(pair), firstLine(tile), linesOf(tile), workspaces[worker]);
    }
  }

  final int firstLine(int tile) {
    return tile * tileLines;
  }

  final int linesOf(int tile) {
    return Math.min(tileLines, patches.lines - firstLine(tile));
  }

  /** First element of an image's group of channels; {@code pair} = example · groups + group. */
  final int imageStart(int pair) {
    return pair * channels * patches.plane;
  }

  /** The matrix of columns: in the workspace, or the image as it is. */
  final Pointer columnsOf(int pair, int worker) {
    return patches.isIdentity()
        ? images[worker].position(imageStart(pair))
        : workspaces[worker].columns.pointer(dtype);
  }

  /** First element of a group's part of the kernel. */
  final long kernelStart(int pair) {
    return (long) (pair % groups) * filters * rows;
  }

  /** A group's part of the kernel. */
  final Pointer kernelOf(int pair, int worker) {
    return kernels[worker].position(kernelStart(pair));
  }

  /** The columns of Y that belong to a tile. */
  final Pointer resultOf(int pair, int tile, int worker) {
    return results[worker].position(
        (long) pair * filters * patches.places() + (long) firstLine(tile) * patches.width);
  }

  private static final class Forward extends ConvolutionKernel {
    private final Blas.Sizes[] sizes;
    private final int parts;

    Forward(Roles roles) {
      super(roles);
      sizes =
          perTile(n -> new Blas.Sizes(filters, n, rows, false, false, rows, n, patches.places()));
      parts = partsOf(batch * groups * tiles);
    }

    @Override
    public void run() {
      workers.run(this, parts);
    }

    @Override
    public void run(int part, int worker) {
      int end = cut(batch * groups * tiles, part + 1, parts);
      for (int unit = cut(batch * groups * tiles, part, parts); unit < end; unit++) {
        int pair = unit / tiles;
        int tile = unit % tiles;
        gather(pair, tile, worker);
        Blas.multiply(
            sizes[tile],
            0,
            kernelOf(pair, worker),
            columnsOf(pair, worker),
            resultOf(pair, tile, worker));
      }
    }
  }

  private static final class InputGradient extends ConvolutionKernel {
    private final ByteBuffer dx;
    private final Blas.Sizes[] sizes;
    private final int parts;

    InputGradient(Roles roles) {
      super(roles);
      dx = roles.binding.byteOutput(0);
      sizes =
          perTile(n -> new Blas.Sizes(rows, n, filters, true, false, rows, patches.places(), n));
      parts = partsOf(batch * groups); // Tiles of one image overlap.
    }

    @Override
    public void run() {
      workers.run(this, parts);
    }

    @Override
    public void run(int part, int worker) {
      int end = cut(batch * groups, part + 1, parts);
      for (int pair = cut(batch * groups, part, parts); pair < end; pair++) {
        if (columns != null) {
          int bytes = dtype.bytes();
          MovementKernels.fillWithZeros(
              dx, imageStart(pair) * bytes, channels * patches.plane * bytes);
        }
        for (int tile = 0; tile < tiles; tile++) {
          Blas.multiply(
              sizes[tile],
              0,
              kernelOf(pair, worker),
              resultOf(pair, tile, worker),
              columnsOf(pair, worker));
          if (columns != null) {
            columns.scatter(imageStart(pair), firstLine(tile), linesOf(tile), workspaces[worker]);
          }
        }
      }
    }
  }

  /** Each part sums over its own images; the sums are added in the order of the parts. */
  private static final class KernelGradient extends ConvolutionKernel {
    private final Blas.Sizes[] sizes;
    private final int parts;
    private final ByteBuffer dkernel;
    private final PartialSums sums;

    KernelGradient(Roles roles) {
      super(roles);
      sizes =
          perTile(n -> new Blas.Sizes(filters, rows, n, false, true, patches.places(), n, rows));
      parts = partsOf(batch * groups * tiles);
      dkernel = roles.binding.byteOutput(0);
      sums = new PartialSums(roles.binding, parts);
    }

    @Override
    public void run() {
      workers.run(this, parts);
      sums.addUp();
    }

    @Override
    public void run(int part, int worker) {
      MovementKernels.fillWithZeros(
          part == 0 ? dkernel : workspaces[part].partial.bytes(), 0, dkernel.capacity());
      int end = cut(batch * groups * tiles, part + 1, parts);
      for (int unit = cut(batch * groups * tiles, part, parts); unit < end; unit++) {
        int pair = unit / tiles;
        int tile = unit % tiles;
        gather(pair, tile, worker);
        Pointer total = part == 0 ? kernelOf(pair, worker) : sums.of(part);
        Blas.multiply(
            sizes[tile],
            1,
            resultOf(pair, tile, worker),
            columnsOf(pair, worker),
            total.position(kernelStart(pair)));
      }
    }
  }
}
