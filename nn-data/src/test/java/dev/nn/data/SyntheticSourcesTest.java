package dev.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.data.DataSource;
import dev.nn.api.data.Dataset;
import dev.nn.api.data.PreparedData;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticSourcesTest {
  private static final List<DataSource> SOURCES =
      List.of(
          new XorSource(100, 0.1, Optional.empty()),
          new SpiralSource(100, 2, 1.5, 0.02, Optional.empty()),
          new MoonsSource(100, 0.1, Optional.empty()),
          new CirclesSource(100, 0.5, 0.05, Optional.empty()),
          new BlobsSource(100, 2, 1, Optional.empty()));

  @Test
  void xorIsTheFourCorners() {
    PreparedData data = load(new XorSource(4, 0, Optional.empty()), 1, TargetKind.BINARY);
    assertArrayEquals(
        new float[] {0, 0, 0, 1, 1, 1, 1, 0}, data.train().inputs().get("input").floats());
    assertEquals(Tensor.of(Shape.of(4, 1), 0f, 1, 0, 1), data.train().targets().get("output"));
    assertEquals(List.of("0", "1"), data.classNames());
  }

  @Test
  void theSeedDecidesTheSamples() {
    for (DataSource source : SOURCES) {
      PreparedData first = load(source, 1, TargetKind.CLASS_INDEX);
      assertEquals(first.train(), load(source, 1, TargetKind.CLASS_INDEX).train());
      assertNotEquals(first.train(), load(source, 2, TargetKind.CLASS_INDEX).train());
    }
  }

  @Test
  void classesAreBalancedPointsInThePlane() {
    for (DataSource source : SOURCES) {
      PreparedData data = load(source, 5, TargetKind.CLASS_INDEX);
      assertEquals(Shape.of(100, 2), data.train().inputs().get("input").shape());
      assertEquals(50, Arrays.stream(data.train().targets().get("output").ints()).sum());
    }
  }

  @Test
  void withoutNoisePointsLieOnTheirCurve() {
    double[] circle =
        load(new CirclesSource(10, 0.25, 0, Optional.empty()), 1, TargetKind.CLASS_INDEX)
            .train()
            .inputs()
            .get("input")
            .toDoubles();
    assertEquals(1, Math.hypot(circle[0], circle[1]), 1e-6);
    assertEquals(0.25, Math.hypot(circle[2], circle[3]), 1e-6);
    double[] moon =
        load(new MoonsSource(10, 0, Optional.empty()), 1, TargetKind.CLASS_INDEX)
            .train()
            .inputs()
            .get("input")
            .toDoubles();
    assertEquals(1, Math.hypot(moon[0], moon[1]), 1e-6);
    assertEquals(1, Math.hypot(moon[2] - 1, moon[3] - 0.5), 1e-6);
  }

  @Test
  void everyKindOfTargetIsServed() {
    SpiralSource three = new SpiralSource(9, 3, 1, 0, Optional.empty());
    assertEquals(
        Shape.of(9, 3), load(three, 1, TargetKind.ONE_HOT).train().targets().get("output").shape());
    assertEquals(
        Tensor.of(Shape.of(9, 1), 0f, 1, 2, 0, 1, 2, 0, 1, 2),
        load(three, 1, TargetKind.VALUE).train().targets().get("output"));
    assertThrows(DataException.class, () -> load(three, 1, TargetKind.BINARY));
  }

  @Test
  void aSplitDividesThePoints() {
    Split split = new Split(Optional.of(0.6), 0.2, 0.2, true);
    PreparedData data =
        load(new BlobsSource(50, 5, 1, Optional.of(split)), 1, TargetKind.CLASS_INDEX);
    assertEquals(30, data.train().size());
    assertEquals(10, data.validation().orElseThrow().size());
    assertEquals(10, data.test().orElseThrow().size());
  }

  @Test
  void linearWithoutNoiseIsExactlyLinear() {
    PreparedData data = load(new LinearSource(3, 1, 0, Optional.empty()), 1, TargetKind.VALUE);
    float[] x = data.train().inputs().get("input").floats();
    float[] y = data.train().targets().get("output").floats();
    assertEquals((y[1] - y[0]) / (x[1] - x[0]), (y[2] - y[0]) / (x[2] - x[0]), 1e-4);
    assertThrows(
        DataException.class,
        () -> load(new LinearSource(3, 1, 0, Optional.empty()), 1, TargetKind.CLASS_INDEX));
  }

  @Test
  void pointsToPredictComeFromATable(@TempDir Path dir) {
    PreparedData data = load(new XorSource(4, 0, Optional.empty()), 1, TargetKind.CLASS_INDEX);
    Path file = dir.resolve("points.csv");
    Csv.write(file, "x1,x0,target\n0,1,1\n");
    Dataset read = data.preprocessing().readLabelled(file);
    assertEquals(data.train().select(3).inputs(), read.inputs());
    assertEquals(data.train().select(3).targets(), read.targets());
    assertEquals("points.csv:2", read.places().orElseThrow().of(0));
    assertTrue(
        Preprocessings.fromDescription(data.preprocessing().describe())
            .equals(data.preprocessing()));
  }

  private static PreparedData load(DataSource source, long seed, TargetKind kind) {
    return Loading.of(source, new DataRequest(Path.of("."), seed, kind));
  }
}
