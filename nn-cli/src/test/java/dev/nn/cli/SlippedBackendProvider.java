package dev.nn.cli;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendProvider;
import dev.nn.api.backend.Executable;
import dev.nn.api.backend.Instruction;
import dev.nn.api.backend.Plan;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.backend.Variables;
import dev.nn.api.graph.Op;
import dev.nn.api.op.Fused;
import dev.nn.api.op.Unary;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.tensor.TensorType;
import dev.nn.reference.ReferenceBackendProvider;
import java.util.List;

/** A backend called {@code slipped}, right in everything but tanh, for which it takes sine. */
public final class SlippedBackendProvider implements BackendProvider {
  @Override
  public String name() {
    return "slipped";
  }

  @Override
  public Backend open(Options options) {
    return new Slipped(new ReferenceBackendProvider().open(options));
  }

  private record Slipped(Backend sound) implements Backend {
    @Override
    public String name() {
      return "slipped";
    }

    @Override
    public boolean supports(Op op, List<TensorType> inputs) {
      return !(op instanceof Fused) && sound.supports(op, inputs);
    }

    @Override
    public Variables allocate(VariableLayout layout) {
      return sound.allocate(layout);
    }

    @Override
    public Executable compile(Plan plan, Variables variables) {
      List<Instruction> instructions = plan.instructions().stream().map(Slipped::slip).toList();
      return sound.compile(
          new Plan(
              instructions,
              plan.inputs(),
              plan.outputs(),
              plan.constants(),
              plan.arenaBytes(),
              plan.constantBytes(),
              plan.variables()),
          variables);
    }

    private static Instruction slip(Instruction each) {
      boolean tanh = each.op().equals(new Unary(UnaryFunction.TANH));
      return new Instruction(
          tanh ? new Unary(UnaryFunction.SIN) : each.op(),
          each.inputs(),
          each.outputs(),
          each.path(),
          each.node());
    }

    @Override
    public void close() {
      sound.close();
    }
  }
}
