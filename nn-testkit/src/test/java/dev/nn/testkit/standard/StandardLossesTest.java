package dev.nn.testkit.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.op.Input;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.Loss;
import dev.nn.core.StandardPlugin;
import dev.nn.core.train.Costs;
import dev.nn.testkit.gradient.GradientCheck;
import dev.nn.testkit.spec.Binder;
import dev.nn.testkit.spec.Catalogue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class StandardLossesTest {
  private static final Binder BINDER = new Binder(Catalogue.of(new StandardPlugin()));
  private static final int BATCH = 3;
  private static final int UNITS = 4;

  /** What goes in. */
  private enum Data {
    VALUES(x -> 2 * x - 1, x -> 3 * x - 1.5),
    POSITIVE(x -> 0.2 + x, x -> 0.1 + 2 * x),
    PROBABILITIES(x -> 0.1 + 0.8 * x, x -> 0.1 + 0.8 * x),
    SIGNS(x -> 4 * x - 2, x -> x < 0.5 ? -1 : 1),
    BITS(x -> 4 * x - 2, x -> x < 0.5 ? 0 : 1),
    BITS_FROM_PROBABILITIES(x -> 0.1 + 0.8 * x, x -> x < 0.5 ? 0 : 1),
    CLASSES(x -> 4 * x - 2, x -> (int) (x * UNITS)),
    CLASSES_FROM_PROBABILITIES(x -> 0.1 + 0.8 * x, x -> (int) (x * UNITS));

    private final DoubleUnaryOperator prediction;
    private final DoubleUnaryOperator target;

    Data(DoubleUnaryOperator prediction, DoubleUnaryOperator target) {
      this.prediction = prediction;
      this.target = target;
    }

    Tensor predictions() {
      return draw(prediction, 21, Shape.of(BATCH, UNITS));
    }

    Tensor targets() {
      boolean classes = this == CLASSES || this == CLASSES_FROM_PROBABILITIES;
      return classes
          ? draw(target, 22, Shape.of(BATCH)).cast(DataType.INT32)
          : draw(target, 22, Shape.of(BATCH, UNITS));
    }

    private static Tensor draw(DoubleUnaryOperator map, long seed, Shape shape) {
      SplittableRandom random = new SplittableRandom(seed);
      return Tensor.of(shape, random.doubles(shape.elements()).map(map).toArray());
    }
  }

  private record Case(String config, Data data) {}

  private static final List<Case> CASES =
      List.of(
          new Case("binary_crossentropy", Data.BITS),
          new Case(
              "{type: binary_crossentropy, from_logits: false, label_smoothing: 0.1}",
              Data.BITS_FROM_PROBABILITIES),
          new Case("binary_focal_crossentropy", Data.BITS),
          new Case(
              "{type: binary_focal_crossentropy, from_logits: false, gamma: 1.5,"
                  + " apply_class_balancing: true, alpha: 0.3, label_smoothing: 0.1}",
              Data.BITS_FROM_PROBABILITIES),
          new Case("categorical_crossentropy", Data.BITS),
          new Case(
              "{type: categorical_crossentropy, from_logits: false, label_smoothing: 0.1}",
              Data.BITS_FROM_PROBABILITIES),
          new Case("categorical_focal_crossentropy", Data.BITS),
          new Case(
              "{type: categorical_focal_crossentropy, from_logits: false, gamma: 1.0,"
                  + " alpha: [0.1, 0.2, 0.3, 0.4], label_smoothing: 0.1}",
              Data.BITS_FROM_PROBABILITIES),
          new Case("categorical_generalized_cross_entropy", Data.CLASSES),
          new Case(
              "{type: categorical_generalized_cross_entropy, from_logits: false, q: 0.7}",
              Data.CLASSES_FROM_PROBABILITIES),
          new Case("categorical_hinge", Data.BITS),
          new Case("cosine_similarity", Data.VALUES),
          new Case("{type: dice, axis: 1}", Data.BITS_FROM_PROBABILITIES),
          new Case("hinge", Data.SIGNS),
          new Case("hinge", Data.BITS),
          new Case("huber", Data.VALUES),
          new Case("{type: huber, delta: 0.3, reduction: sum}", Data.VALUES),
          new Case("kl_divergence", Data.PROBABILITIES),
          new Case("log_cosh", Data.VALUES),
          new Case("mean_absolute_error", Data.VALUES),
          new Case("mean_absolute_percentage_error", Data.POSITIVE),
          new Case("mean_squared_error", Data.VALUES),
          new Case("mean_squared_logarithmic_error", Data.POSITIVE),
          new Case("poisson", Data.POSITIVE),
          new Case("sparse_categorical_crossentropy", Data.CLASSES),
          new Case(
              "{type: sparse_categorical_crossentropy, from_logits: false}",
              Data.CLASSES_FROM_PROBABILITIES),
          new Case("{type: sparse_categorical_crossentropy, ignore_class: 1}", Data.CLASSES),
          new Case("squared_hinge", Data.SIGNS),
          new Case(
              "{type: tversky, alpha: 0.3, beta: 0.7, axis: [1]}", Data.BITS_FROM_PROBABILITIES));

  static Stream<String> covered() {
    return CASES.stream().map(Case::config);
  }

  @TestFactory
  Stream<DynamicTest> gradientsAreThoseOfCentralDifferences() {
    return each(
        test -> {
          Loss loss = BINDER.make(Loss.class, test.config());
          Layer layer =
              (scope, prediction) -> {
                Value target = prediction.builder().constant(test.data().targets());
                return Costs.of(loss, prediction, target, Optional.empty()).reshape(1);
              };
          GradientCheck.DEFAULT
              .skippingKinks()
              .of(layer, test.data().predictions())
              .assertWithin(GradientCheck.TOLERANCE);
        });
  }

  @TestFactory
  Stream<DynamicTest> everyExampleHasItsOwnCost() {
    return each(
        test -> {
          GraphBuilder builder = new GraphBuilder();
          Value prediction = builder.emit(new Input("a", test.data().predictions().type()));
          Value target = builder.emit(new Input("t", test.data().targets().type()));
          Loss loss = BINDER.make(Loss.class, test.config());
          Shape each = loss.apply(prediction, target).shape();
          assertEquals(Shape.of(BATCH), each);
        });
  }

  @TestFactory
  Stream<DynamicTest> aTargetThatDoesNotFitIsRefused() {
    return each(
        test -> {
          GraphBuilder builder = new GraphBuilder();
          Value prediction = builder.emit(new Input("a", test.data().predictions().type()));
          Tensor targets = test.data().targets();
          int[] sizes = IntStream.of(targets.shape().toArray()).map(size -> size + 2).toArray();
          Value target = builder.emit(new Input("t", targets.type().withShape(Shape.of(sizes))));
          Loss loss = BINDER.make(Loss.class, test.config());
          assertThrows(
              ShapeException.class,
              () -> loss.apply(prediction, target),
              () -> "took targets of shape " + Arrays.toString(sizes));
        });
  }

  private interface Check {
    void accept(Case test);
  }

  private static Stream<DynamicTest> each(Check check) {
    return CASES.stream()
        .map(
            test ->
                DynamicTest.dynamicTest(
                    test.config() + " of " + test.data(), () -> check.accept(test)));
  }
}
