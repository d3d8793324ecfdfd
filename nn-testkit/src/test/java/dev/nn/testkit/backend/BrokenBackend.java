package dev.nn.testkit.backend;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.Executable;
import dev.nn.api.backend.Plan;
import dev.nn.api.backend.Port;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.backend.Variables;
import dev.nn.api.graph.Op;
import dev.nn.api.tensor.TensorType;
import dev.nn.reference.ReferenceBackend;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The reference backend with a fault.
 *
 * @param rewrite replaces plans by wrong ones
 * @param fault happens around each run
 */
record BrokenBackend(Backend sound, UnaryOperator<Plan> rewrite, Fault fault) implements Backend {
  /** What goes wrong. */
  interface Fault {
    void run(Executable executable);
  }

  static BrokenBackend withRewrite(UnaryOperator<Plan> rewrite) {
    return new BrokenBackend(new ReferenceBackend(), rewrite, Executable::run);
  }

  static BrokenBackend withFault(Fault fault) {
    return new BrokenBackend(new ReferenceBackend(), plan -> plan, fault);
  }

  @Override
  public String name() {
    return "broken";
  }

  @Override
  public boolean supports(Op op, List<TensorType> inputs) {
    return sound.supports(op, inputs);
  }

  @Override
  public Variables allocate(VariableLayout layout) {
    return sound.allocate(layout);
  }

  @Override
  public Executable compile(Plan plan, Variables variables) {
    Executable executable = sound.compile(rewrite.apply(plan), variables);
    return new Executable() {
      @Override
      public Port input(String name) {
        return executable.input(name);
      }

      @Override
      public Port output(String name) {
        return executable.output(name);
      }

      @Override
      public void run() {
        fault.run(executable);
      }

      @Override
      public void close() {
        executable.close();
      }
    };
  }

  @Override
  public void close() {
    sound.close();
  }
}
