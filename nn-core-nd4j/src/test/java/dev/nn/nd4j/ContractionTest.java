package dev.nn.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nn.api.op.Binary;
import dev.nn.api.op.BinaryFunction;
import dev.nn.api.op.Compare;
import dev.nn.api.op.Comparison;
import dev.nn.api.op.Elementwise;
import dev.nn.api.op.Fused;
import dev.nn.api.op.Select;
import dev.nn.api.op.Unary;
import dev.nn.api.op.UnaryFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Inputs 0 and 1 (and 2, 3 where needed) are vectors, those marked single are scalars. */
class ContractionTest {
  private static final Elementwise ADD = new Binary(BinaryFunction.ADD);
  private static final Elementwise SUBTRACT = new Binary(BinaryFunction.SUBTRACT);
  private static final Elementwise MULTIPLY = new Binary(BinaryFunction.MULTIPLY);
  private static final Elementwise DIVIDE = new Binary(BinaryFunction.DIVIDE);
  private static final Elementwise SQUARE = new Unary(UnaryFunction.SQUARE);
  private static final Elementwise SQRT = new Unary(UnaryFunction.SQRT);

  private static final boolean VECTOR = false;
  private static final boolean SCALAR = true;
  private static final int N = 100;

  private final Random random = new Random(5);

  private static Fused.Step step(Elementwise op, Integer... operands) {
    return new Fused.Step(op, List.of(operands));
  }

  private void becomesOneLoop(boolean[] single, Fused.Step... steps) {
    loops(1, single, List.of(single.length + steps.length - 1), steps);
  }

  /** The program has so many loops, and gives bit by bit what the single steps give. */
  private void loops(int count, boolean[] single, List<Integer> results, Fused.Step... steps) {
    Fused fused = new Fused(single.length, List.of(steps), results);
    FloatProgram program = new FloatProgram(fused, single, new boolean[single.length]);
    assertEquals(count, program.steps.size());
    float[][] x = new float[single.length][N];
    for (int i = 0; i < x.length; i++) {
      float first = random.nextFloat();
      for (int j = 0; j < N; j++) {
        x[i][j] = single[i] ? first : (float) random.nextGaussian();
      }
    }
    if (Arrays.stream(steps).anyMatch(s -> s.op() instanceof Select)) {
      Arrays.fill(x[1], 0); // The condition's and the result's scalar, as in the gradient of ReLU.
    }
    float[][] expected = oneByOne(x, steps);
    float[][] actual = run(program, x);
    for (int i = 0; i < results.size(); i++) {
      assertArrayEquals(
          withoutNegativeZeros(expected[results.get(i)]), withoutNegativeZeros(actual[i]));
    }
  }

  private static float[] withoutNegativeZeros(float[] x) {
    float[] y = x.clone();
    Loops.addScalar(y, 0, y, y.length);
    return y;
  }

  private static float[][] oneByOne(float[][] x, Fused.Step... steps) {
    List<float[]> values = new ArrayList<>(List.of(x));
    for (Fused.Step step : steps) {
      float[] value = new float[N];
      for (int i = 0; i < N; i++) {
        int at = i;
        double[] arguments = step.operands().stream().mapToDouble(o -> values.get(o)[at]).toArray();
        value[i] = (float) step.op().apply(arguments);
      }
      values.add(value);
    }
    return values.toArray(float[][]::new);
  }

  private static float[][] run(FloatProgram program, float[][] x) {
    Workspace workspace = new Workspace();
    workspace.reserve(program.registers);
    program.scalarLoads.forEach(l -> program.cells.get(l.target())[0] = x[l.input()][0]);
    float[][] cells = program.cells.toArray(float[][]::new);
    program.scalarSteps.forEach(step -> step.run(cells, 1, workspace));
    program.loads.forEach(
        l -> System.arraycopy(x[l.input()], 0, workspace.floats[l.target()], 0, N));
    program.steps.forEach(step -> step.run(workspace.floats, N, workspace));
    return IntStream.of(program.results)
        .mapToObj(result -> Arrays.copyOf(workspace.floats[result], N))
        .toArray(float[][]::new);
  }

  @Test
  void aRunningMean() {
    boolean[] inputs = {VECTOR, VECTOR, SCALAR};
    becomesOneLoop(inputs, step(SUBTRACT, 1, 0), step(MULTIPLY, 3, 2), step(ADD, 0, 4));
  }

  @Test
  void aRunningMeanOfSquares() {
    boolean[] inputs = {VECTOR, VECTOR, SCALAR};
    becomesOneLoop(
        inputs, step(SQUARE, 1), step(SUBTRACT, 3, 0), step(MULTIPLY, 2, 4), step(ADD, 0, 5));
  }

  @Test
  void sumsOfScaledVectors() {
    boolean[] two = {VECTOR, VECTOR, SCALAR, SCALAR};
    for (Elementwise op : List.of(ADD, SUBTRACT)) {
      becomesOneLoop(two, step(MULTIPLY, 0, 2), step(MULTIPLY, 3, 1), step(op, 4, 5));
      boolean[] one = {VECTOR, VECTOR, SCALAR};
      becomesOneLoop(one, step(MULTIPLY, 0, 2), step(op, 1, 3));
      becomesOneLoop(one, step(MULTIPLY, 2, 0), step(op, 3, 1));
    }
  }

  @Test
  void theGradientOfRelu() {
    boolean[] inputs = {VECTOR, SCALAR, VECTOR};
    becomesOneLoop(
        inputs, step(new Compare(Comparison.GREATER), 0, 1), step(new Select(), 3, 2, 1));
  }

  @Test
  void adamIsThreeLoopsAndTheSquareThatThisTestNeeds() {
    // θ, g, m, v², 1−β₁, 1−β₂, α, ε; v is squared first so that it is not negative.
    boolean[] inputs = {VECTOR, VECTOR, VECTOR, VECTOR, SCALAR, SCALAR, SCALAR, SCALAR};
    loops(
        4,
        inputs,
        List.of(11, 15, 20),
        step(SQUARE, 3),
        step(SUBTRACT, 1, 2),
        step(MULTIPLY, 9, 4),
        step(ADD, 2, 10),
        step(SQUARE, 1),
        step(SUBTRACT, 12, 8),
        step(MULTIPLY, 13, 5),
        step(ADD, 8, 14),
        step(MULTIPLY, 11, 6),
        step(SQRT, 15),
        step(ADD, 17, 7),
        step(DIVIDE, 16, 18),
        step(SUBTRACT, 0, 19));
  }

  @Test
  void aValueThatIsReadTwiceStays() {
    boolean[] inputs = {VECTOR, VECTOR, SCALAR};
    loops(2, inputs, List.of(3, 4), step(MULTIPLY, 0, 2), step(ADD, 1, 3));
    loops(3, inputs, List.of(5), step(MULTIPLY, 0, 2), step(ADD, 1, 3), step(MULTIPLY, 3, 4));
  }
}
