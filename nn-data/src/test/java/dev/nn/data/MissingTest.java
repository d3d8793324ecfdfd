package dev.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.data.Preprocessing;
import dev.nn.api.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
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

  @Test
  void marksOfMissingValuesAreLikeEmptyCells() {
    CsvFormat marked = CsvFormat.STANDARD.withNaValues(List.of("NA", "-9"));
    Csv numbers = Csv.of(dir, "a,y", "1,0", "NA,1", "4,0", " -9 ,1", "5,0").with(marked);
    assertArrayEquals(
        new float[] {1, 10 / 3f, 4, 10 / 3f, 5}, inputs(numbers, Missing.MEAN), 1e-6f);
    Csv categories = Csv.of(dir, "a,y", "p,0", "NA,1", ",0").with(marked);
    assertArrayEquals(new float[] {0, 1, 1, 0, 1, 0}, inputs(categories, Missing.MEAN));
    Csv target = Csv.of(dir, "a,y", "1,0", "2,NA").with(marked);
    assertEquals(3, assertThrows(DataException.class, () -> inputs(target, Missing.MEAN)).line());
  }

  @Test
  void aModelFileKeepsTheMarks() {
    CsvFormat marked = CsvFormat.STANDARD.withNaValues(List.of("?"));
    Preprocessing fitted =
        Csv.of(dir, "a,y", "1,0", "?,1", "4,0").with(marked).load(TargetKind.VALUE).preprocessing();
    Preprocessing again = Preprocessings.fromDescription(fitted.describe());
    Csv.write(dir.resolve("new.csv"), "a\n?\n2.5\n");
    Tensor inputs = again.read(dir.resolve("new.csv")).inputs().get("input");
    assertEquals(inputs.get(0), inputs.get(1));
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
