package dev.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.data.Dataset;
import dev.nn.api.data.OriginalUnits;
import dev.nn.api.data.PreparedData;
import dev.nn.api.data.Preprocessing;
import dev.nn.api.data.RawExamples;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeSeriesSourceTest {
  @TempDir Path dir;

  private TimeSeriesSource source(
      int window, int horizon, boolean log, List<Integer> lags, Scale scale, double test) {
    return source(Path.of("data.csv"), "y", window, horizon, log, lags, scale, test);
  }

  private static TimeSeriesSource source(
      Path file,
      String target,
      int window,
      int horizon,
      boolean log,
      List<Integer> lags,
      Scale scale,
      double test) {
    return new TimeSeriesSource(
        DataFile.of(file),
        Optional.of(target),
        List.of(),
        window,
        horizon,
        log,
        lags,
        scale,
        CsvFormat.STANDARD,
        Optional.of(new Split(Optional.empty(), 0, test, true)));
  }

  private PreparedData load(TimeSeriesSource source, String... rows) {
    Csv.write(dir.resolve("data.csv"), "month,y\n" + String.join("\n", rows) + "\n");
    return Loading.of(source, new DataRequest(dir, 1, TargetKind.VALUE));
  }

  private static final String[] EIGHT = {
    "a,1", "b,2", "c,4", "d,8", "e,16", "f,32", "g,64", "h,128"
  };

  @Test
  void windowsComeBeforeTheirTargetsAndPartsFollowEachOther() {
    PreparedData data = load(source(2, 1, false, List.of(), Scale.NONE, 0.25), EIGHT);
    assertEquals(Shape.of(4, 2, 1), data.train().inputs().get("input").shape());
    assertArrayEquals(
        new float[] {1, 2, 2, 4, 4, 8, 8, 16}, data.train().inputs().get("input").floats());
    assertArrayEquals(new float[] {4, 8, 16, 32}, target(data.train()));
    Dataset test = data.test().orElseThrow();
    assertArrayEquals(new float[] {16, 32, 32, 64}, test.inputs().get("input").floats());
    assertArrayEquals(new float[] {64, 128}, target(test));
  }

  @Test
  void transformsAreTakenBack() {
    for (List<Integer> lags : List.of(List.<Integer>of(), List.of(1), List.of(1, 2), List.of(3))) {
      for (int horizon : new int[] {1, 2, 3}) {
        for (boolean log : new boolean[] {false, true}) {
          PreparedData data =
              load(
                  source(1, horizon, log, lags, Scale.STANDARD, 0),
                  "a,3",
                  "b,5",
                  "c,4",
                  "d,9",
                  "e,2",
                  "f,6",
                  "g,5",
                  "h,7",
                  "i,1",
                  "j,8");
          OriginalUnits units = data.train().units().orElseThrow();
          Tensor restored = units.restore("output", data.train().targets().get("output"));
          double[] series = {3, 5, 4, 9, 2, 6, 5, 7, 1, 8};
          int first = 1 + lags.stream().mapToInt(Integer::intValue).sum();
          for (int i = 0; i < data.train().size(); i++) {
            for (int k = 0; k < horizon; k++) {
              assertEquals(series[first + i + k], restored.get(i * horizon + k), 1e-5);
            }
          }
        }
      }
    }
  }

  @Test
  void aForecastLooksAtNothingAfterItsStart() {
    TimeSeriesSource source = source(1, 2, false, List.of(1, 2), Scale.NONE, 0);
    PreparedData data = load(source, EIGHT);
    String[] changed = EIGHT.clone();
    changed[7] = "h,-1000";
    PreparedData other = load(source, changed);
    Tensor zeros =
        Tensor.zeros(data.train().targets().get("output").type().withShape(Shape.of(3, 2)));
    Tensor mine = data.train().units().orElseThrow().select(0, 1, 2).restore("output", zeros);
    assertEquals(
        mine, other.train().units().orElseThrow().select(0, 1, 2).restore("output", zeros));
    // With no further change of the difference: c + (d − b), then that + (d − b) − …
    assertEquals(DataType.FLOAT64, mine.dtype());
    assertEquals(8 + (4 - 2), mine.get(0));
  }

  @Test
  void persistenceIsTheLastKnownValueAndTheSeasonalOneThatOfTheSeasonBefore() {
    PreparedData data = load(source(1, 2, false, List.of(3), Scale.NONE, 0), EIGHT);
    Map<String, Tensor> baselines = data.train().units().orElseThrow().baselines("output");
    assertEquals(Set.of("persistence", "seasonal_persistence"), baselines.keySet());
    // The first forecasts are those of e and f, with d known.
    assertEquals(8, baselines.get("persistence").get(0));
    assertEquals(8, baselines.get("persistence").get(1));
    assertEquals(2, baselines.get("seasonal_persistence").get(0));
    assertEquals(4, baselines.get("seasonal_persistence").get(1));
  }

  @Test
  void predictingGoesBeyondTheEnd() {
    PreparedData data = load(source(2, 1, false, List.of(1), Scale.NONE, 0), EIGHT);
    Preprocessing again = Preprocessings.fromDescription(data.preprocessing().describe());
    RawExamples read = again.read(dir.resolve("data.csv"));
    assertEquals(List.of("h", "128"), read.rows().get(read.rows().size() - 1));
    assertEquals(List.of("c", "4"), read.rows().get(0));
    assertEquals(Shape.of(6, 2, 1), read.inputs().get("input").shape());
    Tensor ones = Tensor.of(Shape.of(6, 1), 1f, 1f, 1f, 1f, 1f, 1f);
    Tensor restored = read.units().orElseThrow().restore("output", ones);
    assertEquals(129, restored.get(5));
    assertEquals(data.train(), again.readLabelled(dir.resolve("data.csv")));
  }

  @Test
  void scalingIsFittedOnTheTrainingPart() {
    PreparedData data = load(source(1, 1, false, List.of(), Scale.MIN_MAX, 0.5), EIGHT);
    assertArrayEquals(new float[] {1f / 7, 3f / 7, 1}, target(data.train()), 1e-6f);
    assertEquals(127f / 7, target(data.test().orElseThrow())[3], 1e-5);
  }

  @Test
  void whatCannotBeIsSaidWithItsPlace() {
    DataException log =
        assertThrows(
            DataException.class,
            () -> load(source(1, 1, true, List.of(), Scale.NONE, 0), "a,1", "b,0", "c,2"));
    assertEquals(3, log.line());
    DataException gap =
        assertThrows(
            DataException.class,
            () -> load(source(1, 1, false, List.of(), Scale.NONE, 0), "a,1", "b,2", "c,"));
    assertEquals(4, gap.line());
    DataException window =
        assertThrows(
            DataException.class, () -> load(source(9, 1, false, List.of(), Scale.NONE, 0), EIGHT));
    assertEquals(Optional.of("window"), window.key());
    DataException target =
        assertThrows(
            DataException.class,
            () ->
                source(dir.resolve("data.csv"), "z", 1, 1, false, List.of(), Scale.NONE, 0)
                    .load(new DataRequest(dir, 1, TargetKind.VALUE)));
    assertEquals(Optional.of("target"), target.key());
  }

  @Test
  void airlinePassengersAreReadAndTakenBack() {
    PreparedData data =
        source(
                SharedData.file("timeseries/airline-passengers.csv").toAbsolutePath(),
                "Passengers",
                12,
                1,
                true,
                List.of(1, 12),
                Scale.STANDARD,
                1 / 3.0)
            .load(new DataRequest(dir, 1, TargetKind.VALUE));
    Dataset test = data.test().orElseThrow();
    assertEquals(48, test.size());
    Tensor restored = test.units().orElseThrow().restore("output", test.targets().get("output"));
    assertEquals(432, restored.get(47), 1e-3);
    Tensor persistence = test.units().orElseThrow().baselines("output").get("persistence");
    double squares = 0;
    for (int i = 0; i < 48; i++) {
      squares += Math.pow(restored.get(i) - persistence.get(i), 2);
    }
    double rmse = Math.sqrt(squares / 48);
    assertTrue(rmse > 40 && rmse < 60, "persistence " + rmse);
  }

  private static float[] target(Dataset part) {
    return part.targets().get("output").floats();
  }
}
