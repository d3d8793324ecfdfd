package dev.nn.testkit.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.Executable;
import dev.nn.api.backend.Plan;
import dev.nn.api.backend.Variables;
import dev.nn.api.graph.Op;
import dev.nn.api.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every backend promises. Subclass it in the backend's own tests:
 *
 * <pre>{@code
 * class Nd4jBackendContractTest extends BackendContractTest {
 *   @Override
 *   protected Backend openBackend() {
 *     return new Nd4jBackendProvider().open(BackendProvider.Options.DEFAULT);
 *   }
 * }
 * }</pre>
 */
public abstract class BackendContractTest {
  private static final int EXECUTABLES = 100;

  private Backend backend;

  /** A new backend; the contract closes it. */
  protected abstract Backend openBackend();

  /** Bytes of native memory that the backend's allocations hold just now; 0 if it has none. */
  protected long nativeBytesInUse() {
    return 0;
  }

  @BeforeEach
  final void open() {
    backend = openBackend();
  }

  @AfterEach
  final void close() {
    backend.close();
  }

  /** One container per op; the reference backend says what is right. */
  @TestFactory
  public Stream<DynamicContainer> everyOpGivesWhatTheReferenceGives() {
    Map<String, List<OpCase>> byOp =
        OpCases.all().stream()
            .collect(
                Collectors.groupingBy(
                    test -> test.op().name(), LinkedHashMap::new, Collectors.toList()));
    return byOp.entrySet().stream()
        .map(
            entry ->
                DynamicContainer.dynamicContainer(
                    entry.getKey(),
                    entry.getValue().stream()
                        .map(
                            test ->
                                DynamicTest.dynamicTest(
                                    test.toString(), () -> CaseCheck.check(test, backend)))));
  }

  @Test
  public void everyOpThatThereIsHasACase() {
    Set<Class<?>> tested =
        OpCases.all().stream().map(test -> test.op().getClass()).collect(Collectors.toSet());
    List<Class<?>> untested =
        OpScan.computingOps().stream().filter(op -> !tested.contains(op)).toList();
    assertEquals(List.of(), untested, "ops without a case in dev.nn.testkit.backend.OpCases");
  }

  @Test
  public void everyPrimitiveIsSupported() {
    List<OpCase> refused =
        OpCases.all().stream()
            .filter(test -> !(test.op() instanceof Op.Composite))
            .filter(
                test ->
                    !backend.supports(test.op(), test.inputs().stream().map(Tensor::type).toList()))
            .toList();
    assertEquals(List.of(), refused);
  }

  @Test
  public void theNameIsOneWord() {
    assertTrue(backend.name().matches("[a-z][a-z0-9_]*"), backend.name());
  }

  @Test
  public void closedExecutablesLeaveNoMemoryBehind() {
    Plan plan = PlainPlans.of(Lowering.forBackend(TrainingStep.graph(), backend));
    openAndClose(plan, 5); // Caches that stay may be filled.
    long before = nativeBytesInUse();
    openAndClose(plan, EXECUTABLES);
    long after = nativeBytesInUse();
    assertTrue(
        after <= before,
        () ->
            (after - before)
                + " bytes more after opening and closing "
                + EXECUTABLES
                + " executables");
  }

  private void openAndClose(Plan plan, int times) {
    for (int i = 0; i < times; i++) {
      try (Variables variables = backend.allocate(plan.variables());
          Executable executable = backend.compile(plan, variables)) {
        executable.run();
      }
    }
  }

  /** Ports, constants, variables and what is refused. */
  @Nested
  public final class Memory extends MemoryContract {
    @Override
    Backend backend() {
      return backend;
    }
  }

  /** Whole training steps through the planner. */
  @Nested
  public final class Plans extends PlannerContract {
    @Override
    Backend backend() {
      return backend;
    }
  }

  /** Indices outside, unknown ops: errors in the user's terms. */
  @Nested
  public final class Errors extends ErrorContract {
    @Override
    Backend backend() {
      return backend;
    }
  }
}
