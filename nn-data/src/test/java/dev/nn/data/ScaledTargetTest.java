package dev.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.data.Dataset;
import dev.nn.api.data.OriginalUnits;
import dev.nn.api.data.PreparedData;
import dev.nn.api.data.Preprocessing;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets of a regression that are scaled, and the way back to their units. */
class ScaledTargetTest {
  private static final String TARGET = DataRequest.ONLY;

  @TempDir Path dir;

  @Test
  void aScaledTargetHasMeanZeroAndItsUnitsLeadBack() {
    PreparedData data =
        Csv.of(dir, "a,y", "1,100", "2,200", "3,300")
            .with(Csv.scaled(Scale.STANDARD, "y"))
            .load(TargetKind.VALUE);
    float step = (float) Math.sqrt(1.5);
    assertArrayEquals(new float[] {-step, 0, step}, target(data.train()), 1e-6f);
    assertArrayEquals(new float[] {100, 200, 300}, restored(data.train()), 1e-4f);
  }

  @Test
  void scalingIsFittedOnTheTrainingPartAlone() {
    StringBuilder rows = new StringBuilder("a,y");
    for (int i = 0; i < 40; i++) {
      rows.append("\n").append(i).append(',').append(10 * i);
    }
    PreparedData data =
        Csv.of(dir, rows.toString())
            .with(Csv.scaled(Scale.MIN_MAX, "y"))
            .with(new Split(Optional.of(0.2), 0, 0.8, false))
            .load(TargetKind.VALUE);
    float[] train = target(data.train());
    assertEquals(0, least(train));
    assertEquals(1, -least(negative(train)));
    float[] test = target(data.test().orElseThrow());
    assertTrue(least(test) < 0 || -least(negative(test)) > 1, "the test part has its own extremes");
    for (float value : restored(data.test().orElseThrow())) {
      assertEquals(10 * Math.rint(value / 10), value, 1e-3, "the file has tens");
    }
  }

  @Test
  void severalColumnsAreScaledEachByItself() {
    PreparedData data =
        Csv.of(dir, "a,y,z", "1,10,-5", "2,30,5")
            .with(Csv.scaled(Scale.STANDARD, "y", "z"))
            .load(TargetKind.VALUE);
    assertArrayEquals(new float[] {-1, -1, 1, 1}, target(data.train()), 1e-6f);
    assertArrayEquals(new float[] {10, -5, 30, 5}, restored(data.train()), 1e-5f);
  }

  @Test
  void aConstantTargetIsScaledToZeros() {
    PreparedData data =
        Csv.of(dir, "a,y", "1,7", "2,7")
            .with(Csv.scaled(Scale.STANDARD, "y"))
            .load(TargetKind.VALUE);
    assertArrayEquals(new float[] {0, 0}, target(data.train()));
    assertArrayEquals(new float[] {7, 7}, restored(data.train()));
  }

  @Test
  void unscaledTargetsHaveNoOtherUnits() {
    PreparedData data = Csv.of(dir, "a,y", "1,100", "2,200").load(TargetKind.VALUE);
    assertEquals(Optional.empty(), data.train().units());
  }

  @Test
  void ofSeveralTargetsOnlyTheScaledOnesDiffer() {
    Csv csv = Csv.of(dir, "a,y,k", "1,100,cat", "2,300,dog");
    Map<String, CsvTarget> targets = new LinkedHashMap<>();
    targets.put("kind", Csv.target("k"));
    targets.put("size", Csv.scaled(Scale.STANDARD, "y"));
    CsvSource source =
        new CsvSource(
            csv.source().file(),
            Optional.empty(),
            targets,
            CsvFeatures.ALL,
            Map.of(),
            CsvFormat.STANDARD,
            Optional.empty());
    Dataset train =
        source
            .load(
                new DataRequest(
                    dir, 1, Map.of("kind", TargetKind.CLASS_INDEX, "size", TargetKind.VALUE)))
            .train();
    OriginalUnits units = train.units().orElseThrow();
    assertFalse(units.differ("kind"));
    assertTrue(units.differ("size"));
    Tensor kinds = train.targets().get("kind");
    assertEquals(kinds, units.restore("kind", kinds));
    assertEquals(300, units.restore("size", train.targets().get("size")).get(1), 1e-4);
  }

  @Test
  void aModelFileKeepsTheScaling() {
    Preprocessing fitted =
        Csv.of(dir, "a,y", "1,100", "2,200", "3,300")
            .with(Csv.scaled(Scale.STANDARD, "y"))
            .load(TargetKind.VALUE)
            .preprocessing();
    Preprocessing again = Preprocessings.fromDescription(fitted.describe());
    assertEquals(fitted, again);
    Csv.write(dir.resolve("new.csv"), "a,y\n5,250\n");
    assertArrayEquals(new float[] {250}, restored(again.readLabelled(dir.resolve("new.csv"))));
    Csv.write(dir.resolve("unlabelled.csv"), "a\n5\n");
    OriginalUnits units = again.read(dir.resolve("unlabelled.csv")).units().orElseThrow();
    assertEquals(200, units.restore(TARGET, Tensor.of(Shape.of(1, 1), 0f)).get(0));
  }

  @Test
  void classesAndInputsAreNotScaledAsTargets() {
    Csv classes = Csv.of(dir, "a,y", "1,0", "2,1").with(Csv.scaled(Scale.STANDARD, "y"));
    DataException e = assertThrows(DataException.class, () -> classes.load(TargetKind.CLASS_INDEX));
    assertEquals(Optional.of("target.scale"), e.key());
    DataException input =
        assertThrows(
            DataException.class,
            () ->
                new CsvTarget(Optional.empty(), List.of(), true, Optional.empty(), Scale.MIN_MAX));
    assertEquals(Optional.of("target.scale"), input.key());
  }

  private static float[] target(Dataset part) {
    return floats(part.targets().get(TARGET));
  }

  private static float[] restored(Dataset part) {
    return floats(part.units().orElseThrow().restore(TARGET, part.targets().get(TARGET)));
  }

  private static float[] floats(Tensor tensor) {
    float[] values = new float[tensor.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) tensor.get(i);
    }
    return values;
  }

  private static float least(float[] values) {
    float least = values[0];
    for (float value : values) {
      least = Math.min(least, value);
    }
    return least;
  }

  private static float[] negative(float[] values) {
    float[] negative = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      negative[i] = -values[i];
    }
    return negative;
  }
}
