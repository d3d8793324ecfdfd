package dev.nn.nd4j;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendException;
import dev.nn.api.backend.Executable;
import dev.nn.api.backend.Plan;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.backend.Variables;
import dev.nn.api.graph.Op;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/** The backend: threads with their scratch memory, and the makers of variables and executables. */
final class Nd4jBackend implements Backend {
  private final Nd4jStart start;
  private final Workers workers;
  private final Workspace[] workspaces;
  private final DnnStart dnn;
  private final boolean avx512 = NativeLibraries.hasAvx512();

  Nd4jBackend(int threads, Nd4jStart start) {
    this.start = start;
    workers = new Workers(threads);
    workspaces = new Workspace[threads];
    for (int i = 0; i < threads; i++) {
      workspaces[i] = new Workspace();
    }
    dnn = new DnnStart(threads, start::await);
  }

  @Override
  public String name() {
    return "nd4j";
  }

  @Override
  public boolean supports(Op op, List<TensorType> inputs) {
    if (Kernels.isConvolution(op)) {
      dnn.begin(); // It takes a while.
    }
    return Kernels.exists(op, inputs);
  }

  @Override
  public Variables allocate(VariableLayout layout) {
    start.await();
    return new Nd4jVariables(layout);
  }

  @Override
  public Executable compile(Plan plan, Variables variables) {
    if (!(variables instanceof Nd4jVariables memory)) {
      throw new BackendException(
          "these variables were made by another backend: " + variables.getClass().getName());
    }
    if (!variables.layout().equals(plan.variables())) {
      throw new BackendException("these variables were made for another plan's layout");
    }
    start.await();
    return new Nd4jExecutable(plan, memory, workers, workspaces, dnn, avx512);
  }

  @Override
  public void close() {
    workers.close();
    for (Workspace workspace : workspaces) {
      workspace.close();
    }
    dnn.close();
    start.finish();
  }
}
