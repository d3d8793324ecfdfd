package dev.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest.TargetKind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingTest {
  @TempDir Path dir;

  @Test
  void meanFillsTheMean() {
    assertArrayEquals(new float[] {1, 1, 4, 9, 3.75f}, numbers(Missing.MEAN));
  }

  @Test
  void medianFillsTheMiddle() {
    assertArrayEquals(new float[] {1, 1, 4, 9, 2.5f}, numbers(Missing.MEDIAN));
  }

  @Test
  void mostFrequentFillsTheMode() {
    assertArrayEquals(new float[] {1, 1, 4, 9, 1}, numbers(Missing.MOST_FREQUENT));
    assertArrayEquals(new float[] {1, 0, 0, 1, 0, 1, 0, 1}, categories(Missing.MOST_FREQUENT));
  }

  @Test
  void zeroFillsZeroBeforeScaling() {
    assertArrayEquals(new float[] {1, 1, 4, 9, 0}, numbers(Missing.ZERO));
  }

  @Test
  void aMissingCategoryIsACategoryOfItsOwn() {
    assertArrayEquals(new float[] {0, 1, 0, 0, 0, 1, 0, 0, 1, 1, 0, 0}, categories(Missing.MEAN));
  }

  @Test
  void errorNamesLineAndColumn() {
    DataException numeric = assertThrows(DataException.class, () -> numbers(Missing.ERROR));
    assertEquals(6, numeric.line());
    assertEquals(
        "column 'a': the value is missing; set features.missing to fill it in",
        numeric.getMessage());
    assertThrows(DataException.class, () -> categories(Missing.ERROR));
  }

  private float[] numbers(Missing missing) {
    return inputs(Csv.of(dir, "a,y", "1,0", "1,1", "4,0", "9,1", " ,0"), missing);
  }

  private float[] categories(Missing missing) {
    return inputs(Csv.of(dir, "a,y", "p,0", "q,1", "q,0", ",0"), missing);
  }

  private static float[] inputs(Csv csv, Missing missing) {
    return csv.with(Csv.features(missing))
        .load(TargetKind.CLASS_INDEX)
        .train()
        .inputs()
        .get("input")
        .floats();
  }
}
