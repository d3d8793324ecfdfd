package dev.nn.nd4j;

import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_set_data_handle;

import dev.nn.api.backend.Buffer;
import dev.nn.api.op.Convolution;
import dev.nn.api.op.ConvolutionInputGradient;
import dev.nn.api.op.ConvolutionKernelGradient;
import dev.nn.api.op.WindowGeometry;
import dev.nn.api.tensor.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_memory;

/**
 * Convolutions and their gradients in float32 by oneDNN. A batch is cut into one part per thread
 * and parts into chunks of a few images. Of each chunk, images are copied from the plan's plain
 * format to the one that oneDNN is fastest in, and back, which happens in the second-level cache
 * and costs 2–5 % of the time.
 */
final class DnnConvolution implements Kernel, Workers.Job {
  private record Formats(DnnImageFormat x, DnnImageFormat y) {}

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
    return of(
        at,
        DnnConvolutionTask.Result.Y,
        op.geometry(),
        op.groups(),
        at.input(0),
        at.input(1),
        at.output(0));
  }

  static Optional<Kernel> inputGradient(Binding at) {
    ConvolutionInputGradient op = (ConvolutionInputGradient) at.instruction().op();
    return of(
        at,
        DnnConvolutionTask.Result.X,
        op.geometry(),
        op.groups(),
        at.output(0),
        at.input(1),
        at.input(0));
  }

  static Optional<Kernel> kernelGradient(Binding at) {
    ConvolutionKernelGradient op = (ConvolutionKernelGradient) at.instruction().op();
    return of(
        at,
        DnnConvolutionTask.Result.KERNEL,
        op.geometry(),
        op.groups(),
        at.input(0),
        at.output(0),
        at.input(1));
  }

  /** Empty if oneDNN is not there or has no fast code for it. */
  private static Optional<Kernel> of(
      Binding at,
      DnnConvolutionTask.Result result,
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
    DnnConvolutionTask task =
        new DnnConvolutionTask(at, dnn.get(), result, geometry, groups, x, kernel, y);
    for (Formats formats : candidates(task)) {
      DnnScope scope = new DnnScope(dnn.get());
      DnnConvolutionPasses passes = new DnnConvolutionPasses(task, scope, formats.x, formats.y);
      Optional<Kernel> made = new DnnConvolutionPlanner(task, scope, passes).plan();
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
  private static List<Formats> candidates(DnnConvolutionTask task) {
    int channels = task.x().type().shape().size(1);
    int filters = task.y().type().shape().size(1);
    int perGroup = channels / task.groups();
    List<Formats> candidates = new ArrayList<>();
    if (perGroup % 16 == 0 && filters / task.groups() % 16 == 0
        || perGroup == 1 && channels % 16 == 0 && filters == channels) {
      candidates.add(new Formats(DnnImageFormat.BLOCKED, DnnImageFormat.BLOCKED));
      candidates.add(new Formats(DnnImageFormat.EIGHTS, DnnImageFormat.EIGHTS));
    }
    if (channels <= 3 && task.groups() == 1 && task.result() != DnnConvolutionTask.Result.X) {
      candidates.add(new Formats(DnnImageFormat.PLAIN, DnnImageFormat.BLOCKED));
    }
    candidates.add(new Formats(DnnImageFormat.LAST, DnnImageFormat.LAST));
    candidates.add(new Formats(DnnImageFormat.PLAIN, DnnImageFormat.PLAIN));
    return candidates;
  }

  DnnConvolution(DnnConvolutionPlanner planner) {
    scope = planner.scope();
    workers = planner.workers();
    prepare = planner.prepare();
    parts = planner.parts();
    sums = planner.sums();
    targets = planner.targets();
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
}
