package dev.nn.reference;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendException;
import dev.nn.api.backend.Executable;
import dev.nn.api.backend.Plan;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.backend.Variables;
import dev.nn.api.graph.Op;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * The living definition of every op. Each op reads its inputs as float64, computes in float64 and
 * rounds when it stores; inside a fused op nothing is rounded. Memory is laid out exactly as the
 * plan says, so that values which share bytes in the plan share them here. Slow, single-threaded
 * and without native code.
 */
public final class ReferenceBackend implements Backend {
  static final String NAME = "reference";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean supports(Op op, List<TensorType> inputs) {
    return KernelTable.supports(op);
  }

  @Override
  public Variables allocate(VariableLayout layout) {
    return new ReferenceVariables(layout);
  }

  /**
   * {@inheritDoc}
   *
   * <p>The plan is checked on the way: types against the ops' shape rules, buffers against their
   * regions, and outputs against the rule about overlapping inputs. The arena starts filled with
   * NaN (−1, true), so that a plan which reads what it never wrote shows it.
   */
  @Override
  public Executable compile(Plan plan, Variables variables) {
    if (!(variables instanceof ReferenceVariables own)) {
      throw new BackendException(
          "the variables were made by another backend; allocate them with the reference backend");
    }
    if (!own.layout().equals(plan.variables())) {
      throw new BackendException(
          "the variables were allocated for another layout than the plan's; they must be those of"
              + " one model");
    }
    return new ReferenceExecutable(plan, own);
  }

  /** Holds nothing: the garbage collector takes all memory back. */
  @Override
  public void close() {}
}
