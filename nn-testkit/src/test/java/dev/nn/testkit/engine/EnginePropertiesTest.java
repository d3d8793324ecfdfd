package dev.nn.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.Plan;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.graph.Graph;
import dev.nn.core.optimize.Fuse;
import dev.nn.core.optimize.Simplify;
import dev.nn.core.plan.Planner;
import dev.nn.reference.ReferenceBackend;
import java.util.List;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the graph, passes and planner change how it is computed, never what. */
class EnginePropertiesTest {
  private static final int TRIES = 1000;
  // A fixed seed, so that a build that passed passes again; other seeds are for hunting.
  private static final String SEED = "2026";

  @Provide
  Arbitrary<List<Integer>> numbers() {
    return Arbitraries.integers().between(0, 255).list().ofMinSize(4).ofMaxSize(240);
  }

  @Property(tries = TRIES, seed = SEED)
  void theFullCompilerComputesWhatTheGraphSays(@ForAll("numbers") List<Integer> numbers) {
    check(numbers, (graph, backend) -> Fuse.apply(Simplify.apply(graph), backend), true);
  }

  @Property(tries = TRIES, seed = SEED)
  void thePlannerAloneComputesWhatTheGraphSays(@ForAll("numbers") List<Integer> numbers) {
    check(numbers, (graph, backend) -> graph, true);
  }

  @Property(tries = TRIES, seed = SEED)
  void aPlanWithoutReuseComputesWhatTheGraphSays(@ForAll("numbers") List<Integer> numbers) {
    check(numbers, (graph, backend) -> Fuse.apply(Simplify.apply(graph), backend), false);
  }

  @Property(tries = TRIES, seed = SEED)
  void reuseNeverTakesMoreMemory(@ForAll("numbers") List<Integer> numbers) {
    RandomGraph random = new RandomGraph(numbers);
    VariableLayout layout = new VariableLayout(random.variables());
    try (Backend backend = new ReferenceBackend()) {
      Graph graph = Fuse.apply(Simplify.apply(random.graph()), backend);
      long with = Planner.plan(graph, layout, true).arenaBytes();
      long without = Planner.plan(graph, layout, false).arenaBytes();
      assertTrue(with <= without, with + " bytes with reuse, " + without + " without");
    }
  }

  private static void check(
      List<Integer> numbers, BiFunction<Graph, Backend, Graph> passes, boolean reuse) {
    RandomGraph random = new RandomGraph(numbers);
    BiFunction<VariableLayout, Backend, Plan> planned =
        (layout, backend) -> Planner.plan(passes.apply(random.graph(), backend), layout, reuse);
    Engine.check(random.graph(), random.variables(), random.inputs(), random.initial(), planned);
  }
}
