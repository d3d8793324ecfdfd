package dev.nn.cli;

import dev.nn.api.backend.Plan;
import dev.nn.core.inspect.Lifetime;
import java.util.List;

/**
 * The plan of a training step, and what is said of it wherever it is shown.
 *
 * @param name of the network
 * @param backend that it is made for
 * @param batch examples in the step
 * @param lifetimes how long each value in the arena is needed
 * @param names of the buffers
 */
record PlannedStep(
    String name,
    String backend,
    int batch,
    Plan plan,
    List<Lifetime> lifetimes,
    BufferNames names) {
  PlannedStep(String name, String backend, int batch, Plan plan) {
    this(name, backend, batch, plan, Lifetime.of(plan), new BufferNames(plan));
  }
}
