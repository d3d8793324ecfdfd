package dev.nn.testkit.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.backend.Backend;
import dev.nn.api.layer.Layer;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkException;
import dev.nn.core.network.NetworkWriter.Declared;
import dev.nn.reference.ReferenceBackend;
import dev.nn.testkit.Tolerances;
import dev.nn.testkit.gradient.GradientCheck;
import dev.nn.testkit.spec.Binder;
import dev.nn.testkit.spec.Catalogue;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What every layer promises. Subclass it for your layers:
 *
 * <pre>{@code
 * class ScaledSwishTest extends LayerContractTest {
 *   protected Catalogue catalogue() {
 *     return Catalogue.of(new StandardPlugin(), r -> r.add(Layer.class, ScaledSwish.class));
 *   }
 *
 *   protected List<LayerCase> cases() {
 *     return List.of(LayerCase.of("{type: scaled_swish}", Shape.of(4)));
 *   }
 * }
 * }</pre>
 */
public abstract class LayerContractTest {
  private static final int[] BATCHES = {1, 2, 5};
  private static final int MOST_AXES = 6;
  private static final int BATCH = 3;

  /** The layers, and what their keys name: activations, initializers, … */
  protected abstract Catalogue catalogue();

  /** Configurations and inputs; at least one with nothing but the keys that must be given. */
  protected abstract List<LayerCase> cases();

  /** The backend to run on. */
  protected Backend openBackend() {
    return new ReferenceBackend();
  }

  @TestFactory
  Stream<DynamicTest> theBatchAxisIsKeptAndNothingElseDependsOnIt() {
    return each(
        test -> {
          Set<Shape> examples = new HashSet<>();
          Set<List<Variable>> variables = new HashSet<>();
          for (int batch : BATCHES) {
            LayerRun.Written written = write(test, test.examples(), batch);
            assertEquals(batch, written.output().shape().size(0));
            examples.add(written.output().shape().withoutBatch());
            variables.add(written.variables().stream().map(Declared::variable).toList());
          }
          assertEquals(1, examples.size(), () -> "the output's shape changes: " + examples);
          assertEquals(1, variables.size(), () -> "the variables change: " + variables);
        });
  }

  @TestFactory
  Stream<DynamicTest> gradientsInTrainingAreThoseOfCentralDifferences() {
    return each(test -> checkGradients(test, true));
  }

  @TestFactory
  Stream<DynamicTest> gradientsInInferenceAreThoseOfCentralDifferences() {
    return each(test -> checkGradients(test, false));
  }

  private void checkGradients(LayerCase test, boolean training) {
    GradientCheck check = GradientCheck.DEFAULT.inTraining(training);
    (test.kinks() ? check.skippingKinks() : check)
        .of(layer(test), test.inputs(BATCH))
        .assertWithin(GradientCheck.TOLERANCE);
  }

  @TestFactory
  Stream<DynamicTest> float32AgreesWithFloat64() {
    return each(
        test -> {
          for (boolean training : new boolean[] {true, false}) {
            Map<String, Tensor> exact = run(test, test.inputs(BATCH), DataType.FLOAT64, training);
            Map<String, Tensor> rounded = run(test, test.inputs(BATCH), DataType.FLOAT32, training);
            assertEquals(exact.keySet(), rounded.keySet());
            exact.forEach(
                (name, value) -> {
                  assertEquals(DataType.FLOAT32, rounded.get(name).dtype(), name);
                  Tolerances.of(DataType.FLOAT32)
                      .check(name, value, rounded.get(name).cast(DataType.FLOAT64));
                });
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> aSecondRunGivesTheSameBits() {
    return each(
        test -> {
          for (boolean training : new boolean[] {true, false}) {
            assertEquals(
                run(test, test.inputs(BATCH), DataType.FLOAT32, training),
                run(test, test.inputs(BATCH), DataType.FLOAT32, training));
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> inInferenceAnExampleDoesNotDependOnOthersInItsBatch() {
    return each(
        test -> {
          Tensor[] inputs = test.inputs(BATCH);
          Tensor together = run(test, inputs, DataType.FLOAT64, false).get("output");
          for (int i = 0; i < BATCH; i++) {
            int row = i;
            Tensor[] alone =
                Arrays.stream(inputs).map(input -> input.rows(row, 1)).toArray(Tensor[]::new);
            Tensor output = run(test, alone, DataType.FLOAT64, false).get("output");
            Tolerances.assertClose("example " + i + " alone", together.rows(i, 1), output);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> variablesLieUnderTheLayersPathAndInitializersFillThem() {
    return each(
        test -> {
          Set<String> names = new HashSet<>();
          for (Declared declared : write(test, test.examples(), BATCH).variables()) {
            String name = declared.variable().variable();
            assertTrue(name.startsWith("layer/") && name.length() > "layer/".length(), name);
            assertTrue(names.add(name), () -> "two variables are called " + name);
            double[] first =
                declared.spec().initializer().sample(declared.spec(), new SplittableRandom(1));
            assertEquals(declared.spec().shape().elements(), first.length, name);
            assertTrue(Arrays.stream(first).allMatch(Double::isFinite), name);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> inputsThatDoNotFitAreRefusedWithAShapeException() {
    return each(
        test -> {
          for (int axes = 0; axes <= MOST_AXES; axes++) {
            int[] sizes = new int[axes];
            Arrays.fill(sizes, 2);
            tryToWrite(test, Shape.of(sizes));
          }
          for (Shape shape : test.rejected()) {
            assertThrows(NetworkException.class, () -> write(test, all(test, shape), BATCH));
          }
        });
  }

  /** The layer may take it or not, but nothing other than a ShapeException may come out. */
  private void tryToWrite(LayerCase test, Shape example) {
    try {
      write(test, all(test, example), BATCH);
    } catch (NetworkException e) {
      // What the network makes of a ShapeException: the layer's path and the input's shape added.
      assertEquals("layer", Network.layer(e.layer()), e.getMessage());
    }
  }

  private static List<TensorType> all(LayerCase test, Shape example) {
    return test.examples().stream().map(type -> type.withShape(example)).toList();
  }

  private LayerRun.Written write(LayerCase test, List<TensorType> examples, int batch) {
    return LayerRun.write(layer(test), examples, batch, DataType.FLOAT64, true);
  }

  private Map<String, Tensor> run(
      LayerCase test, Tensor[] inputs, DataType dtype, boolean training) {
    try (Backend backend = openBackend()) {
      return LayerRun.run(layer(test), inputs, dtype, training, backend);
    }
  }

  private Layer layer(LayerCase test) {
    return new Binder(catalogue()).make(Layer.class, test.config());
  }

  private Stream<DynamicTest> each(Consumer<LayerCase> check) {
    return cases().stream()
        .map(test -> DynamicTest.dynamicTest(test.toString(), () -> check.accept(test)));
  }
}
