package dev.nn.core.inspect;

import dev.nn.api.backend.Plan;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.op.Variable;

/**
 * What a plan and the variables that it works on need, in bytes. A backend may need more for
 * itself, such as scratch memory of its kernels.
 *
 * @param arena intermediate values, inputs and outputs of one run
 * @param constants values fixed when the plan was made
 * @param parameters variables that are trained
 * @param frozen parameters that are not
 * @param state variables such as moving averages
 * @param optimizer the optimizer's own variables
 */
public record PlannedMemory(
    long arena, long constants, long parameters, long frozen, long state, long optimizer) {
  /** That of a plan. */
  public static PlannedMemory of(Plan plan) {
    VariableLayout variables = plan.variables();
    return new PlannedMemory(
        plan.arenaBytes(),
        plan.constantBytes(),
        variables.bytes(Variable.Role.PARAMETER),
        variables.bytes(Variable.Role.FROZEN),
        variables.bytes(Variable.Role.STATE),
        variables.bytes(Variable.Role.OPTIMIZER));
  }

  /** All of it. */
  public long total() {
    return arena + constants + parameters + frozen + state + optimizer;
  }
}
