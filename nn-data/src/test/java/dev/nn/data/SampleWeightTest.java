package dev.nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.data.PreparedData;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleWeightTest {
  @TempDir Path dir;

  private PreparedData load(String column, String... lines) {
    CsvSource plain = Csv.of(dir, lines).source();
    return new CsvSource(
            plain.file(),
            plain.target(),
            plain.targets(),
            plain.features(),
            plain.inputs(),
            plain.format(),
            plain.split(),
            Optional.of(new SampleWeight(column)))
        .load(new DataRequest(dir, 1, TargetKind.VALUE));
  }

  @Test
  void examplesHaveTheirWeightsAndDoNotLearnFromThem() {
    PreparedData data = load("w", "a,w,y", "1,0.5,0", "2,3,1", "3,0,0");
    assertEquals(Optional.of(Tensor.of(Shape.of(3), 0.5f, 3f, 0f)), data.train().sampleWeights());
    assertEquals(Shape.of(3, 1), data.train().inputs().get("input").shape());
    assertEquals(List.of("a"), data.features().get("input"));
  }

  @Test
  void whatIsNoWeightIsRefused() {
    for (String cell : List.of("-1", "much", "")) {
      DataException e =
          assertThrows(
              DataException.class, () -> load("w", "a,w,y", "1,1,0", "2," + cell + ",1"), cell);
      assertEquals(3, e.line(), cell);
    }
    DataException e = assertThrows(DataException.class, () -> load("v", "a,w,y", "1,1,0", "2,1,1"));
    assertEquals(Optional.of("sample_weight.column"), e.key());
    assertTrue(e.getMessage().contains("v"), e.getMessage());
  }
}
