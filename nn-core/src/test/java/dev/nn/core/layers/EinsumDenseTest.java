package dev.nn.core.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonParser;
import dev.nn.api.layer.Layer;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.Formulas;
import dev.nn.core.Records;
import dev.nn.core.network.NetworkException;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EinsumDenseTest {
  private static final Records RECORDS = new Records();

  private static Layer layer(String keys) {
    return RECORDS.make(Layer.class, JsonParser.parseString("{type: einsum_dense, " + keys + "}"));
  }

  private static Tensor output(String keys, Tensor kernel, Tensor x) {
    return Formulas.layer(layer(keys), false, Map.of("kernel", kernel), x).get("output");
  }

  private static Tensor random(int... sizes) {
    Shape shape = Shape.of(sizes);
    SplittableRandom random = new SplittableRandom(shape.hashCode());
    return Tensor.of(shape, random.doubles(shape.elements(), -1, 1).toArray());
  }

  /** Σ over all values of all letters, by the definition; sizes of the output's letters given. */
  private static Tensor sums(String equation, Tensor x, Tensor kernel, int... sizes) {
    String[] parts = equation.split(",|->");
    Map<Character, Integer> size = new HashMap<>();
    StringBuilder letters = new StringBuilder();
    for (int part = 0; part < 2; part++) {
      for (int i = 0; i < parts[part].length(); i++) {
        if (size.put(parts[part].charAt(i), (part == 0 ? x : kernel).shape().size(i)) == null) {
          letters.append(parts[part].charAt(i));
        }
      }
    }
    double[] y = new double[Shape.of(sizes).elements()];
    int all = size.values().stream().reduce(1, (a, b) -> a * b);
    for (int n = 0; n < all; n++) {
      Map<Character, Integer> at = new HashMap<>();
      int rest = n;
      for (char letter : letters.toString().toCharArray()) {
        at.put(letter, rest % size.get(letter));
        rest /= size.get(letter);
      }
      y[place(parts[2], at, size)] +=
          x.toDoubles()[place(parts[0], at, size)] * kernel.toDoubles()[place(parts[1], at, size)];
    }
    return Tensor.of(Shape.of(sizes), y);
  }

  private static int place(String part, Map<Character, Integer> at, Map<Character, Integer> size) {
    int place = 0;
    for (char letter : part.toCharArray()) {
      place = place * size.get(letter) + at.get(letter);
    }
    return place;
  }

  private static void assertSums(String equation, String keys, Tensor x, Tensor w, int... sizes) {
    Tensor y = output("equation: '" + equation + "', " + keys, w, x);
    assertEquals(Shape.of(sizes), y.shape());
    assertArrayEquals(sums(equation, x, w, sizes).toDoubles(), y.toDoubles(), 1e-12);
  }

  @Test
  void lettersOfBothOperandsAreMultipliedAndSummedOver() {
    Tensor x = Tensor.of(Shape.of(1, 2, 2), 1.0, 2, 3, 4);
    Tensor w = Tensor.of(Shape.of(2, 1), 10.0, 1);
    Tensor y = output("equation: 'abc,cd->abd', output_shape: [-1, 1]", w, x);
    assertEquals(Tensor.of(Shape.of(1, 2, 1), 12.0, 34), y);
  }

  @Test
  void axesMayComeInAnyOrder() {
    assertSums(
        "abc,dbec->aed", "output_shape: [4, 3]", random(2, 3, 5), random(3, 3, 4, 5), 2, 4, 3);
    assertSums("ab,cb->ac", "output_shape: 4", random(2, 3), random(4, 3), 2, 4);
    assertSums("abc,bd->acd", "output_shape: [-1, 2]", random(2, 3, 4), random(3, 2), 2, 4, 2);
  }

  @Test
  void aLetterOfAllThreeHasAKernelForEachOfItsEntries() {
    assertSums("abc,bcd->abd", "output_shape: [3, 2]", random(2, 3, 4), random(3, 4, 2), 2, 3, 2);
    assertSums("abc,cb->acb", "output_shape: [-1, -1]", random(2, 3, 4), random(4, 3), 2, 4, 3);
  }

  @Test
  void lettersOfTheInputAloneAreSummedOverAndThoseOfTheKernelAloneAddAnAxis() {
    assertSums("abc,cd->ad", "output_shape: 2", random(2, 3, 4), random(4, 2), 2, 2);
    assertSums("ab,c->abc", "output_shape: [-1, 2]", random(2, 3), random(2), 2, 3, 2);
  }

  @Test
  void anEllipsisStandsForAnyNumberOfAxes() {
    Tensor x = random(2, 3, 4, 5);
    Tensor w = random(5, 2);
    double[] expected = sums("abcx,xy->abcy", x, w, 2, 3, 4, 2).toDoubles();
    Tensor last = output("equation: '...x,xy->...y', output_shape: 2", w, x);
    assertEquals(Shape.of(2, 3, 4, 2), last.shape());
    assertArrayEquals(expected, last.toDoubles(), 1e-12);
    Tensor between = output("equation: 'b...x,xy->b...y', output_shape: [2]", w, x);
    assertEquals(last, between);
    Tensor rows = random(2, 5);
    assertArrayEquals(
        sums("ax,xy->ay", rows, w, 2, 2).toDoubles(),
        output("equation: '...x,xy->...y', output_shape: 2", w, rows).toDoubles(),
        1e-12);
    Tensor behind = output("equation: 'ab...,bc->ac...', output_shape: 2", random(3, 2), x);
    assertEquals(Shape.of(2, 2, 4, 5), behind.shape());
    assertArrayEquals(
        sums("abcd,be->aecd", x, random(3, 2), 2, 2, 4, 5).toDoubles(), behind.toDoubles(), 1e-12);
  }

  @Test
  void theBiasHasTheAxesThatAreNamed() {
    Layer layer = layer("equation: 'abc,cd->adb', output_shape: [2, -1], bias_axes: bd");
    Tensor x = Tensor.of(Shape.of(1, 2, 1), 1.0, 2);
    Tensor y =
        Formulas.layer(
                layer,
                false,
                Map.of(
                    "kernel", Tensor.of(Shape.of(1, 2), 1.0, 10),
                    // In the output's order: d, then b.
                    "bias", Tensor.of(Shape.of(2, 2), 100.0, 200, 300, 400)),
                x)
            .get("output");
    assertEquals(Tensor.of(Shape.of(1, 2, 2), 101.0, 202, 310, 420), y);
  }

  @Test
  void biasAndActivationMakeItADenseLayer() {
    Map<String, Tensor> variables = Map.of("kernel", random(3, 2), "bias", random(2));
    Tensor x = random(4, 3);
    Layer dense =
        RECORDS.make(
            Layer.class, JsonParser.parseString("{type: dense, units: 2, activation: tanh}"));
    assertEquals(
        Formulas.layer(dense, false, variables, x).get("output"),
        Formulas.layer(
                layer("equation: 'ab,bc->ac', output_shape: 2, bias_axes: c, activation: tanh"),
                false,
                variables,
                x)
            .get("output"));
  }

  private static void assertFault(String keys, String message) {
    // What a record's constructor throws, reflection wraps.
    Throwable thrown = assertThrows(RuntimeException.class, () -> layer(keys));
    while (!(thrown instanceof ShapeException)) {
      thrown = thrown.getCause();
    }
    assertEquals(message, thrown.getMessage());
  }

  @Test
  void equationsThatCannotBeReadSayWhichLetterIsAtFault() {
    assertFault(
        "equation: 'ab,bc', output_shape: 2",
        "equation 'ab,bc' is not of the form input,kernel->output");
    assertFault("equation: 'a1,bc->ac', output_shape: 2", "equation 'a1,bc->ac': '1' is no letter");
    assertFault(
        "equation: '..b,bc->..c', output_shape: 2", "equation '..b,bc->..c': '.' is no letter");
    assertFault(
        "equation: 'abb,bc->ac', output_shape: 2", "equation 'abb,bc->ac' has 'b' twice in 'abb'");
    assertFault(
        "equation: 'ab,->ab', output_shape: 2", "equation 'ab,->ab' has no letters for the kernel");
    assertFault(
        "equation: 'ab,bd->ac', output_shape: 2",
        "equation 'ab,bd->ac': 'd' is only in the kernel");
    assertFault(
        "equation: 'ab,b->ac', output_shape: 2", "equation 'ab,b->ac': 'c' is only in the output");
    assertFault(
        "equation: 'ab,bc->ca', output_shape: 2",
        "equation 'ab,bc->ca': the first axis, 'a', is the batch");
    assertFault(
        "equation: 'ab,abc->ac', output_shape: 2",
        "equation 'ab,abc->ac': the first axis, 'a', is the batch");
    assertFault(
        "equation: '...b,bc->ac', output_shape: 2",
        "equation '...b,bc->ac' has '...' on one side only");
    assertFault(
        "equation: 'ab,...bc->ac', output_shape: 2",
        "equation 'ab,...bc->ac': the kernel cannot have '...'");
  }

  @Test
  void sizesThatDoNotFitTheEquationAreRefused() {
    assertFault(
        "equation: 'abc,cd->abd', output_shape: 2",
        "output_shape has 1 sizes, the output of 'abc,cd->abd' has 2 letters besides the batch");
    assertFault(
        "equation: 'ab,bc->ac', output_shape: -1",
        "output_shape has to say how large 'c' is, which the input does not have");
    assertFault(
        "equation: 'ab,bc->ac', output_shape: 2, bias_axes: b",
        "bias_axes has 'b', which is no axis of the output of 'ab,bc->ac' besides the batch");
    Layer layer = layer("equation: 'abc,cd->abd', output_shape: [4, 2]");
    assertEquals(
        "output_shape says 4 for 'b', of which the input has 3 (input here is [batch, 3, 5])",
        assertThrows(
                NetworkException.class,
                () -> Formulas.layer(layer, false, Map.of(), random(2, 3, 5)))
            .reason());
    assertEquals(
        "einsum_dense 'abc,cd->abd' needs an input of 3 axes, the batch among them"
            + " (input here is [batch, 3])",
        assertThrows(
                NetworkException.class, () -> Formulas.layer(layer, false, Map.of(), random(2, 3)))
            .reason());
  }
}
