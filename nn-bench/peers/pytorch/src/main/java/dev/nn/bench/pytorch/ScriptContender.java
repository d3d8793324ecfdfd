package dev.nn.bench.pytorch;

import dev.nn.bench.Contender;
import dev.nn.bench.Session;
import dev.nn.bench.Workload;

/**
 * PyTorch with a whole step (forward, loss, autograd, fused optimizer) written in TorchScript: one
 * call from Java per step, which is as fast as PyTorch goes without Python.
 */
public final class ScriptContender implements Contender {

  @Override
  public String describe() {
    return Tensors.describeEngine() + ", a TorchScript call per step, fused optimizers";
  }

  @Override
  public Session open(Workload workload) {
    return new ScriptSession(workload);
  }
}
