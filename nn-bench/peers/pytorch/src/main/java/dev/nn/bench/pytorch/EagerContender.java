package dev.nn.bench.pytorch;

import dev.nn.bench.Contender;
import dev.nn.bench.Session;
import dev.nn.bench.Workload;

/** PyTorch's eager mode: DJL's arrays, gradient collector and optimizers, without its trainer. */
public final class EagerContender implements Contender {

  @Override
  public String describe() {
    return Tensors.describeEngine() + ", eager, optimizers of DJL";
  }

  @Override
  public Session open(Workload workload) {
    return new EagerSession(workload);
  }
}
