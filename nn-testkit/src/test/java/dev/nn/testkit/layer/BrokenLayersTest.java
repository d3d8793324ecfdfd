package dev.nn.testkit.layer;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.core.StandardPlugin;
import dev.nn.testkit.spec.Catalogue;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/** The contract notices what it is there for. */
class BrokenLayersTest {
  private static final class Contract extends LayerContractTest {
    private final Class<? extends Layer> type;
    private final LayerCase test;

    Contract(Class<? extends Layer> type, LayerCase test) {
      this.type = type;
      this.test = test;
    }

    @Override
    protected Catalogue catalogue() {
      return Catalogue.of(new StandardPlugin(), r -> r.add(Layer.class, type));
    }

    @Override
    protected List<LayerCase> cases() {
      return List.of(test);
    }
  }

  private static void expectFailure(
      Class<? extends Layer> type, Function<LayerContractTest, Stream<DynamicTest>> of) {
    DynamicTest test = of.apply(contract(type)).findFirst().orElseThrow();
    assertThrows(AssertionError.class, () -> test.getExecutable().execute());
  }

  private static LayerContractTest contract(Class<? extends Layer> type) {
    String name = type.getAnnotation(Type.class).value();
    return new Contract(type, LayerCase.of(name, Shape.of(2, 3)).rejecting(Shape.SCALAR));
  }

  /** x minus the batch's mean. */
  @Type("mixes_examples")
  record MixesExamples() implements Layer {
    @Override
    public Value apply(LayerScope scope, Value x) {
      return x.subtract(x.mean(0));
    }
  }

  @Test
  void examplesThatDependOnEachOther() {
    expectFailure(
        MixesExamples.class,
        LayerContractTest::inInferenceAnExampleDoesNotDependOnOthersInItsBatch);
  }

  /** All in one row. */
  @Type("loses_batch")
  record LosesBatch() implements Layer {
    @Override
    public Value apply(LayerScope scope, Value x) {
      return x.reshape(1, x.shape().elements());
    }
  }

  @Test
  void aLostBatchAxis() {
    expectFailure(LosesBatch.class, LayerContractTest::theBatchAxisIsKeptAndNothingElseDependsOnIt);
  }

  /** Takes three axes for granted. */
  @Type("careless")
  record Careless() implements Layer {
    @Override
    public Value apply(LayerScope scope, Value x) {
      return x.scale(x.shape().toArray()[2]);
    }
  }

  @Test
  void anotherExceptionThanAShapeException() {
    DynamicTest test =
        contract(Careless.class)
            .inputsThatDoNotFitAreRefusedWithAShapeException()
            .findFirst()
            .orElseThrow();
    assertThrows(ArrayIndexOutOfBoundsException.class, () -> test.getExecutable().execute());
  }

  /** Takes everything. */
  @Type("takes_all")
  record TakesAll() implements Layer {
    @Override
    public Value apply(LayerScope scope, Value x) {
      return x.tanh();
    }
  }

  @Test
  void anInputThatShouldHaveBeenRefused() {
    expectFailure(
        TakesAll.class, LayerContractTest::inputsThatDoNotFitAreRefusedWithAShapeException);
    DynamicTest sound =
        contract(TakesAll.class)
            .gradientsInTrainingAreThoseOfCentralDifferences()
            .findFirst()
            .orElseThrow();
    assertDoesNotThrow(() -> sound.getExecutable().execute());
  }

  /** Its initialiser makes one number, whatever the shape. */
  @Type("short_initializer")
  record ShortInitializer() implements Layer {
    @Override
    public Value apply(LayerScope scope, Value x) {
      return x.add(
          scope.parameter("bias", Shape.of(x.shape().size(-1)), (spec, random) -> new double[1]));
    }
  }

  @Test
  void anInitializerOfTheWrongLength() {
    expectFailure(
        ShortInitializer.class,
        LayerContractTest::variablesLieUnderTheLayersPathAndInitializersFillThem);
  }

  /** Loses digits that float64 has and float32 has not. */
  @Type("cancels")
  record Cancels() implements Layer {
    @Override
    public Value apply(LayerScope scope, Value x) {
      return x.add(1e6).transpose(0, 2, 1).add(-1e6); // Apart, so that they are not fused.
    }
  }

  @Test
  void aFormulaThatIsGoodInFloat64Only() {
    expectFailure(Cancels.class, LayerContractTest::float32AgreesWithFloat64);
  }
}
