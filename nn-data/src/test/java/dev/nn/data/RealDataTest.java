package dev.nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The sets in {@code configs/data}, and others where they can be found (see {@link SharedData}).
 */
class RealDataTest {
  private static final Path CONFIGS = Path.of("..", "configs", "data");
  private static final Split SPLIT = new Split(Optional.of(0.7), 0.15, 0.15, true);

  @Test
  void irisHasThreeNamedClasses() {
    PreparedData data = config("iris.csv", "species").load(TargetKind.CLASS_INDEX);
    assertEquals(List.of("setosa", "versicolor", "virginica"), data.classNames());
    assertEquals(Shape.of(105, 4), input(data).shape());
    assertEquals(150, examples(data));
  }

  @Test
  void wineBreastCancerAndDiabetesLoad() {
    assertEquals(
        List.of("0", "1", "2"), config("wine.csv", "target").load(TargetKind.ONE_HOT).classNames());
    assertEquals(
        Shape.of(398, 30),
        input(config("breast_cancer.csv", "target").load(TargetKind.BINARY)).shape());
    assertEquals(
        Shape.of(310, 10), input(config("diabetes.csv", "target").load(TargetKind.VALUE)).shape());
  }

  @Test
  @Timeout(5)
  void digitsHaveTenClassesAndConstantColumns() {
    PreparedData data = config("digits.csv", "target").load(TargetKind.CLASS_INDEX);
    assertEquals(10, data.classNames().size());
    assertEquals(1797, examples(data));
    assertFinite(data);
  }

  @Test
  void titanicHasMissingNumbersAndCategories() {
    Csv titanic =
        Csv.at(SharedData.file("tabular/titanic.csv"), "survived")
            .with(SPLIT)
            .with(Csv.excluding("alive"));
    PreparedData data = titanic.load(TargetKind.BINARY);
    assertEquals(List.of("0", "1"), data.classNames());
    assertEquals(891, examples(data));
    // 5 numbers; sex 2, embarked 3 + missing, class 3, who 3, adult_male 2, deck 7 + missing,
    // embark_town 3 + missing, alone 2.
    assertTrue(input(data).shape().size(1) >= 5 + 27, input(data).shape().toString());
    assertFinite(data);
    assertEquals(
        List.of(), data.warnings().stream().filter(w -> !w.contains("never saw")).toList());
  }

  @Test
  void penguinsHaveThreeSpeciesAndMissingValues() {
    PreparedData data =
        Csv.at(SharedData.file("tabular/penguins.csv"), "species")
            .with(SPLIT)
            .load(TargetKind.CLASS_INDEX);
    assertEquals(List.of("Adelie", "Chinstrap", "Gentoo"), data.classNames());
    // Island 3, four numbers, sex 2 + missing.
    assertEquals(10, input(data).shape().size(1));
    assertFinite(data);
  }

  @Test
  void mpgWarnsAboutItsFreeText() {
    Csv mpg = Csv.at(SharedData.file("tabular/mpg.csv"), "mpg");
    PreparedData data = mpg.load(TargetKind.VALUE);
    assertEquals(1, data.warnings().size());
    assertTrue(data.warnings().get(0).startsWith("column 'name' has 305 different texts"));
    PreparedData without = mpg.with(Csv.excluding("name")).load(TargetKind.VALUE);
    assertEquals(Shape.of(398, 9), input(without).shape());
    assertEquals(23.51, mean(without.train().targets().get("output")), 0.01);
    assertFinite(without);
  }

  @Test
  void aQuotedFileWithCarriageReturnsLoads() {
    PreparedData data =
        Csv.at(SharedData.file("timeseries/airline-passengers.csv"), "Passengers")
            .load(TargetKind.VALUE);
    assertEquals(144, data.train().size());
  }

  @Test
  void mnistHasItsPublishedCounts() {
    PreparedData data =
        images(
            new MnistSource(
                root("mnist"), ImageTarget.LABEL, true, Optional.empty(), Optional.empty()));
    assertEquals(Shape.of(60000, 1, 28, 28), input(data).shape());
    int[] labels = data.train().targets().get("output").ints();
    assertEquals(5923, Arrays.stream(labels).filter(label -> label == 0).count());
    assertEquals(10000, data.test().orElseThrow().size());
    assertEquals(0.1307, mean(input(data)), 0.0001);
  }

  @Test
  void fashionMnistHasNamedClassesAndCanBeLimited() {
    PreparedData data =
        images(
            new FashionMnistSource(
                root("fashion-mnist"),
                ImageTarget.LABEL,
                true,
                Optional.of(1000),
                Optional.of(new Split(Optional.empty(), 0.1, 0, true))));
    assertEquals(900, data.train().size());
    assertEquals(100, data.validation().orElseThrow().size());
    assertEquals("Ankle boot", data.classNames().get(9));
  }

  @Test
  void theDigestsAreThoseOfTheKnownFiles() throws Exception {
    for (ImageArchive archive : List.of(MnistSource.ARCHIVE, FashionMnistSource.ARCHIVE)) {
      for (Map.Entry<String, String> file : archive.sha256().entrySet()) {
        Path path = SharedData.file(archive.folder() + "/" + file.getKey() + ".gz");
        assertEquals(file.getValue(), Download.contentSha256(path));
      }
    }
  }

  private static Optional<Path> root(String folder) {
    return Optional.of(SharedData.file(folder).toAbsolutePath());
  }

  private static PreparedData images(DataSource source) {
    return Loading.of(source, new DataRequest(Path.of("."), 1, TargetKind.CLASS_INDEX));
  }

  private static Csv config(String file, String target) {
    return Csv.at(CONFIGS.resolve(file), target).with(SPLIT);
  }

  private static Tensor input(PreparedData data) {
    return data.train().inputs().get("input");
  }

  private static int examples(PreparedData data) {
    return parts(data).mapToInt(Dataset::size).sum();
  }

  private static Stream<Dataset> parts(PreparedData data) {
    return Stream.of(data.train(), data.validation().orElseThrow(), data.test().orElseThrow());
  }

  private static void assertFinite(PreparedData data) {
    Stream.concat(
            Stream.of(data.train()),
            Stream.concat(data.validation().stream(), data.test().stream()))
        .forEach(
            part ->
                assertTrue(
                    Arrays.stream(part.inputs().get("input").toDoubles())
                        .allMatch(Double::isFinite)));
  }

  private static double mean(Tensor tensor) {
    return Arrays.stream(tensor.toDoubles()).average().orElseThrow();
  }
}
