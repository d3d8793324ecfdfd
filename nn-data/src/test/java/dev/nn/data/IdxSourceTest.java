package dev.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxSourceTest {
  @TempDir Path dir;

  @BeforeEach
  void write() {
    Idx.write(dir.resolve("images"), Idx.images(4));
    Idx.write(dir.resolve("labels"), Idx.gzip(Idx.labels(7, 3, 7, 3)));
  }

  @Test
  void imagesAreChannelsFirstAndScaledToOne() {
    PreparedData data = load(source(true, Optional.empty(), Optional.empty()));
    Tensor inputs = data.train().inputs().get("input");
    assertEquals(Shape.of(4, 1, 2, 3), inputs.shape());
    assertEquals(35 / 255f, inputs.floats()[23]);
    assertEquals(Tensor.of(Shape.of(4), 1, 0, 1, 0), data.train().targets().get("output"));
    assertEquals(List.of("3", "7"), data.classNames());
  }

  @Test
  void valuesStayAsTheyAreWithoutScaling() {
    float[] values =
        load(source(false, Optional.empty(), Optional.empty()))
            .train()
            .inputs()
            .get("input")
            .floats();
    assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5}, Arrays.copyOf(values, 6));
  }

  @Test
  void limitTakesTheFirstTrainingImages() {
    PreparedData data = load(source(true, Optional.of(2), Optional.empty()));
    assertEquals(2, data.train().size());
  }

  @Test
  void aSplitIsStratifiedByLabel() {
    PreparedData data =
        load(
            source(true, Optional.empty(), Optional.of(new Split(Optional.empty(), 0, 0.5, true))));
    int[] labels = data.test().orElseThrow().targets().get("output").ints().clone();
    Arrays.sort(labels);
    assertArrayEquals(new int[] {0, 1}, labels);
  }

  @Test
  void testFilesBecomeTheTestPart() {
    Idx.write(dir.resolve("t-images"), Idx.images(1));
    Idx.write(dir.resolve("t-labels"), Idx.labels(7));
    IdxSource source = withTest(Optional.empty());
    assertEquals(1, load(source).test().orElseThrow().size());
    Split split = new Split(Optional.empty(), 0, 0.5, true);
    DataException e = assertThrows(DataException.class, () -> load(withTest(Optional.of(split))));
    assertEquals(Optional.of("split.test"), e.key());
  }

  @Test
  void aTestLabelThatTrainingNeverSawIsAnError() {
    Idx.write(dir.resolve("t-images"), Idx.images(1));
    Idx.write(dir.resolve("t-labels"), Idx.labels(5));
    DataException e = assertThrows(DataException.class, () -> load(withTest(Optional.empty())));
    assertEquals(
        "label 5 of image 0 is not a class of the training images; there are '3', '7'",
        e.getMessage());
  }

  @Test
  void labelsAreValuesForARegressionLoss() {
    PreparedData data =
        source(true, Optional.empty(), Optional.empty())
            .load(new DataRequest(dir, 1, TargetKind.VALUE));
    assertEquals(Tensor.of(Shape.of(4, 1), 7f, 3, 7, 3), data.train().targets().get("output"));
  }

  @Test
  void imagesCanBeTheirOwnTargets() {
    IdxSource source =
        new IdxSource(
            Path.of("images"),
            Path.of("labels"),
            Optional.empty(),
            Optional.empty(),
            new ImageTarget(true),
            true,
            Optional.empty(),
            Optional.of(new Split(Optional.empty(), 0.5, 0, true)));
    PreparedData data = source.load(new DataRequest(dir, 1, TargetKind.BINARY));
    assertEquals(data.train().inputs().get("input"), data.train().targets().get("output"));
    assertEquals(List.of(), data.classNames());
    var again = Preprocessings.fromDescription(data.preprocessing().describe());
    var labelled = again.readLabelled(dir.resolve("images"));
    assertEquals(labelled.inputs().get("input"), labelled.targets().get("output"));
    DataException e = assertThrows(DataException.class, () -> load(source));
    assertEquals(Optional.of("target.same_as_input"), e.key());
  }

  @Test
  void anotherMagicNumberIsAnError() {
    Idx.write(dir.resolve("images"), Idx.labels(1, 2));
    fails(
        "images",
        "expected an idx file of unsigned bytes with 3 dimension(s), magic number 0x00000803, found 0x00000801");
  }

  @Test
  void truncatedFilesAreErrorsCompressedOrNot() {
    byte[] whole = Idx.images(4);
    byte[] cut = Arrays.copyOf(whole, whole.length - 1);
    String message = "the file is truncated: fewer values than its dimensions promise: [4, 2, 3]";
    Idx.write(dir.resolve("images"), cut);
    fails("images", message);
    Idx.write(dir.resolve("images"), Idx.gzip(cut));
    fails("images", message);
    byte[] zipped = Idx.gzip(whole);
    Idx.write(dir.resolve("images"), Arrays.copyOf(zipped, zipped.length / 2));
    fails("images", "the file is truncated or damaged");
    Idx.write(dir.resolve("images"), new byte[] {0, 0});
    fails("images", "the file is truncated or damaged");
  }

  @Test
  void aDamagedHeaderIsAnErrorAndNotAnAllocation() {
    int huge = Integer.MAX_VALUE;
    Idx.write(dir.resolve("images"), Idx.bytes(0x803, new int[] {huge, huge, huge}, new byte[10]));
    fails("images", "the file is truncated");
    Idx.write(dir.resolve("images"), Idx.bytes(0x803, new int[] {-1, 2, 3}, new byte[10]));
    fails("images", "dimension 0 is -1");
  }

  @Test
  void trailingBytesAreAnError() {
    byte[] whole = Idx.images(4);
    Idx.write(dir.resolve("images"), Arrays.copyOf(whole, whole.length + 1));
    fails("images", "goes on after the values that its dimensions promise: [4, 2, 3]");
  }

  @Test
  void countsThatDisagreeAreAnError() {
    Idx.write(dir.resolve("labels"), Idx.labels(1, 2, 3));
    fails("labels", "holds 3 labels for 4 images in ");
    assertThrows(DataException.class, () -> load(source(true, Optional.of(2), Optional.empty())));
  }

  @Test
  void imagesToPredictComeFromAnIdxFileOrATableOfPixels() {
    PreparedData data = load(source(true, Optional.empty(), Optional.empty()));
    Tensor expected = data.train().inputs().get("input").rows(0, 1);
    Path idx = Idx.write(dir.resolve("new-images-idx3-ubyte"), Idx.gzip(Idx.images(1)));
    assertEquals(expected, data.preprocessing().read(idx).inputs().get("input"));
    assertEquals(List.of(List.of()), data.preprocessing().read(idx).rows());

    Path csv = dir.resolve("pixels.csv");
    Csv.write(csv, "label,a,b,c,d,e,f\n7,0,1,2,3,4,5\n");
    assertEquals(expected, data.preprocessing().read(csv).inputs().get("input"));
    assertEquals(data.train().select(0), data.preprocessing().readLabelled(csv));
  }

  @Test
  void labelledImagesHaveTheirLabelsBesideThem() {
    PreparedData data = load(source(true, Optional.empty(), Optional.empty()));
    Path images = Idx.write(dir.resolve("new-images-idx3-ubyte"), Idx.images(2));
    DataException e =
        assertThrows(DataException.class, () -> data.preprocessing().readLabelled(images));
    assertTrue(e.getMessage().contains("found no new-labels-idx1-ubyte"), e.getMessage());
    Idx.write(dir.resolve("new-labels-idx1-ubyte"), Idx.labels(7, 3));
    assertEquals(data.train().select(0, 1), data.preprocessing().readLabelled(images));
  }

  @Test
  void imagesOfAnotherSizeAreAnError() {
    PreparedData data = load(source(true, Optional.empty(), Optional.empty()));
    Path csv = dir.resolve("pixels.csv");
    Csv.write(csv, "a,b\n0,1\n");
    DataException e = assertThrows(DataException.class, () -> data.preprocessing().read(csv));
    assertEquals(
        "expected an idx file of images, or 2 × 3 = 6 columns, one per pixel, found 2",
        e.getMessage());
  }

  @Test
  void aDescriptionMakesTheSamePreprocessing() {
    PreparedData data = load(source(true, Optional.empty(), Optional.empty()));
    Map<String, Object> description = new HashMap<>(data.preprocessing().describe());
    assertEquals(data.preprocessing(), Preprocessings.fromDescription(description));
    // As a JSON reader may return it.
    description.put("height", 2.0);
    assertEquals(data.preprocessing(), Preprocessings.fromDescription(description));
  }

  private void fails(String file, String message) {
    DataException e =
        assertThrows(
            DataException.class, () -> load(source(true, Optional.empty(), Optional.empty())));
    assertTrue(e.getMessage().startsWith(message), e.getMessage());
    assertEquals(Optional.of(dir.resolve(file)), e.file());
  }

  private IdxSource source(boolean scale, Optional<Integer> limit, Optional<Split> split) {
    return new IdxSource(
        Path.of("images"),
        Path.of("labels"),
        Optional.empty(),
        Optional.empty(),
        ImageTarget.LABEL,
        scale,
        limit,
        split);
  }

  private IdxSource withTest(Optional<Split> split) {
    return new IdxSource(
        Path.of("images"),
        Path.of("labels"),
        Optional.of(Path.of("t-images")),
        Optional.of(Path.of("t-labels")),
        ImageTarget.LABEL,
        true,
        Optional.empty(),
        split);
  }

  private PreparedData load(IdxSource source) {
    return source.load(new DataRequest(dir, 1, TargetKind.CLASS_INDEX));
  }
}
