package dev.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.data.PreparedData;
import dev.nn.api.data.Preprocessing;
import dev.nn.api.data.RawExamples;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreprocessingsTest {
  @TempDir Path dir;
  private PreparedData data;

  @BeforeEach
  void load() {
    data =
        Csv.of(dir, "a,c,y", "0.1,p,no", "0.2,q,yes", "0.7,,no", ",p,yes").load(TargetKind.BINARY);
  }

  @Test
  void aDescriptionMakesTheSamePreprocessing() {
    Map<String, Object> description = data.preprocessing().describe();
    Preprocessing again = Preprocessings.fromDescription(description);
    assertEquals(data.preprocessing(), again);
    assertEquals(description, again.describe());
  }

  @Test
  void aLabelledFileIsPreparedAsTheTrainingDataWere() {
    assertEquals(data.train(), data.preprocessing().readLabelled(dir.resolve("data.csv")));
  }

  @Test
  void aFileToPredictNeedsNoTargetAndMayHaveOtherColumnsInAnyOrder() {
    Path file = dir.resolve("new.csv");
    Csv.write(file, "id,c,a\n17,q,0.2\n");
    RawExamples examples = data.preprocessing().read(file);
    float[] expected = data.train().inputs().get("input").rows(1, 1).floats();
    assertArrayEquals(expected, examples.inputs().get("input").floats());
    assertEquals(List.of("id", "c", "a"), examples.header());
    assertEquals(List.of(List.of("17", "q", "0.2")), examples.rows());
  }

  @Test
  void aCategoryThatTrainingNeverSawBecomesZeros() {
    Path file = dir.resolve("new.csv");
    Csv.write(file, "a,c\n0.2,unheard-of\n");
    float[] inputs = data.preprocessing().read(file).inputs().get("input").floats();
    assertArrayEquals(new float[] {0, 0, 0}, new float[] {inputs[1], inputs[2], inputs[3]});
  }

  @Test
  void aFileToPredictWithoutANeededColumnIsAnError() {
    Path file = dir.resolve("new.csv");
    Csv.write(file, "a,d\n0.2,p\n");
    DataException e = assertThrows(DataException.class, () -> data.preprocessing().read(file));
    assertEquals("new.csv has no column 'c'; there are: a, d", e.getMessage());
  }

  @Test
  void aLabelThatTrainingNeverSawIsAnError() {
    Path file = dir.resolve("new.csv");
    Csv.write(file, "a,c,y\n0.2,p,maybe\n");
    DataException e =
        assertThrows(DataException.class, () -> data.preprocessing().readLabelled(file));
    assertEquals(2, e.line());
    assertEquals(
        "column 'y': 'maybe' is not a class that training saw; there are 'no', 'yes'",
        e.getMessage());
  }

  @Test
  void anUnknownDescriptionIsAnError() {
    assertThrows(
        DataException.class, () -> Preprocessings.fromDescription(Map.of("type", "sound")));
    DataException e =
        assertThrows(DataException.class, () -> Preprocessings.fromDescription(Map.of()));
    assertTrue(e.getMessage().contains("'type'"), e.getMessage());
  }
}
