package dev.nn.bench.ceiling;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_saxpy;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import dev.nn.bench.Problem;
import dev.nn.bench.Session;
import dev.nn.bench.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The products of a step and the optimizer's memory traffic.
 *
 * <p>Per layer, with x {@code [batch, in]} and w {@code [in, out]}: y = x w, and in training dw =
 * xᵀ dy and (but for the first layer) dx = dy wᵀ. The traffic is that of {@code saxpy}, which reads
 * two floats and writes one, over vectors as long as it takes.
 */
final class Products implements Session {

  private static final int SAXPY_FLOATS_MOVED = 3;

  private final Workload workload;
  private final List<FloatPointer> batches = new ArrayList<>();
  private final List<FloatPointer> outputs = new ArrayList<>();
  private final List<FloatPointer> outputGradients = new ArrayList<>();
  private final List<FloatPointer> kernels = new ArrayList<>();
  private final List<FloatPointer> kernelGradients = new ArrayList<>();
  private final int trafficLength;
  private final FloatPointer trafficFrom;
  private final FloatPointer trafficTo;
  private int step;

  Products(Workload workload) {
    this.workload = workload;
    Problem problem = Problem.of(workload);
    for (float[] inputs : problem.inputs()) {
      batches.add(new FloatPointer(inputs));
    }
    for (int layer = 0; layer < workload.layers(); layer++) {
      int size = workload.batch() * workload.outputs(layer);
      outputs.add(filled(size, 0));
      outputGradients.add(filled(size, 1f / size));
      kernels.add(new FloatPointer(problem.kernels()[layer]));
      kernelGradients.add(filled(problem.kernels()[layer].length, 0));
    }
    trafficLength =
        (int) (workload.parameters() * workload.optimizer().floatsMoved() / SAXPY_FLOATS_MOVED);
    trafficFrom = filled(Math.max(1, trafficLength), 1);
    trafficTo = filled(Math.max(1, trafficLength), 1);
  }

  private static FloatPointer filled(int length, float value) {
    float[] values = new float[length];
    Arrays.fill(values, value);
    return new FloatPointer(values);
  }

  @Override
  public void step() {
    FloatPointer inputs = batches.get(step++ % batches.size());
    for (int layer = 0; layer < workload.layers(); layer++) {
      forward(layer, inputs);
    }
    if (!workload.training()) {
      return;
    }
    for (int layer = workload.layers() - 1; layer >= 0; layer--) {
      backward(layer, inputs);
    }
    cblas_saxpy(trafficLength, 1e-9f, trafficFrom, 1, trafficTo, 1);
  }

  /** y = x w. */
  private void forward(int layer, FloatPointer inputs) {
    int in = workload.inputs(layer);
    int out = workload.outputs(layer);
    cblas_sgemm(
        CblasRowMajor,
        CblasNoTrans,
        CblasNoTrans,
        workload.batch(),
        out,
        in,
        1,
        layer == 0 ? inputs : outputs.get(layer - 1),
        in,
        kernels.get(layer),
        out,
        0,
        outputs.get(layer),
        out);
  }

  /** dw = xᵀ dy; dx = dy wᵀ. */
  private void backward(int layer, FloatPointer inputs) {
    int batch = workload.batch();
    int in = workload.inputs(layer);
    int out = workload.outputs(layer);
    FloatPointer dy = outputGradients.get(layer);
    FloatPointer x = layer == 0 ? inputs : outputs.get(layer - 1);
    FloatPointer dw = kernelGradients.get(layer);
    cblas_sgemm(
        CblasRowMajor, CblasTrans, CblasNoTrans, in, out, batch, 1, x, in, dy, out, 0, dw, out);
    if (layer > 0) {
      FloatPointer w = kernels.get(layer);
      FloatPointer dx = outputGradients.get(layer - 1);
      cblas_sgemm(
          CblasRowMajor, CblasNoTrans, CblasTrans, batch, in, out, 1, dy, out, w, out, 0, dx, in);
    }
  }

  @Override
  public double loss() {
    return Double.NaN;
  }

  @Override
  public void close() {
    for (List<FloatPointer> pointers :
        List.of(batches, outputs, outputGradients, kernels, kernelGradients)) {
      pointers.forEach(FloatPointer::close);
    }
    trafficFrom.close();
    trafficTo.close();
  }
}
