package dev.nn.bench.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import dev.nn.bench.Session;
import dev.nn.bench.Workload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;

/** Runs a {@link StepScript}. */
final class ScriptSession implements Session {

  private final Workload workload;
  private final Tensors tensors;
  private final PtSymbolBlock module;
  private int step;

  ScriptSession(Workload workload) {
    this.workload = workload;
    tensors = Tensors.of(workload);
    PtNDManager manager = (PtNDManager) tensors.manager();
    try {
      module =
          JniUtils.loadModule(
              manager,
              new ByteArrayInputStream(StepScript.archive(workload, tensors.layers())),
              false,
              false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<NDArray> parameters = tensors.parameters();
    // One count of steps serves all parameters.
    List<NDArray> counts = Collections.nCopies(parameters.size(), manager.zeros(new Shape()));
    try (IValue state = list(parameters);
        IValue first = list(parameters.stream().map(p -> manager.zeros(p.getShape())).toList());
        IValue second = list(parameters.stream().map(p -> manager.zeros(p.getShape())).toList());
        IValue steps = list(counts);
        IValue constants = list(tensors.constants())) {
      IValueUtils.runMethod(module, "start", state, first, second, steps, constants).close();
    }
    JniUtils.setGradMode(workload.training());
  }

  private static IValue list(List<? extends NDArray> arrays) {
    return IValue.listFrom(arrays.stream().map(PtNDArray.class::cast).toArray(PtNDArray[]::new));
  }

  @Override
  public void step() {
    int batch = step++ % workload.batches();
    NDList arguments =
        workload.training()
            ? new NDList(tensors.inputs().get(batch), tensors.labels().get(batch))
            : new NDList(tensors.inputs().get(batch));
    IValueUtils.forward(module, arguments, workload.training()).close();
  }

  @Override
  public double loss() {
    try (IValue inputs = IValue.from((PtNDArray) tensors.inputs().get(0));
        IValue labels = IValue.from((PtNDArray) tensors.labels().get(0));
        IValue result = IValueUtils.runMethod(module, "loss", inputs, labels);
        NDArray loss = result.toTensor((PtNDManager) tensors.manager())) {
      return loss.getFloat();
    }
  }

  @Override
  public void close() {
    tensors.close();
  }
}
