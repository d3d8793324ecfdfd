package dev.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.data.PreparedData;
import dev.nn.api.data.Preprocessing;
import dev.nn.api.data.RawExamples;
import dev.nn.api.tensor.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderSourceTest {
  private static final int RED = 0xff0000;
  private static final int BLUE = 0x0000ff;

  @TempDir Path dir;

  @BeforeEach
  void write() {
    for (int i = 0; i < 4; i++) {
      picture("root/red/" + i + ".png", BufferedImage.TYPE_INT_RGB, 4, 2, RED);
      picture("root/blue/deep/" + i + ".png", BufferedImage.TYPE_INT_RGB, 6, 6, BLUE);
    }
    picture("root/.hidden/0.png", BufferedImage.TYPE_INT_RGB, 2, 2, RED);
  }

  private Path picture(String name, int type, int width, int height, int colour) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int i = 0; i < width * height; i++) {
      if (type == BufferedImage.TYPE_BYTE_GRAY) {
        image.getRaster().setSample(i % width, i / width, 0, colour);
      } else {
        image.setRGB(i % width, i / width, colour);
      }
    }
    Path file = dir.resolve(name);
    try {
      Files.createDirectories(file.getParent());
      String format = name.substring(name.lastIndexOf('.') + 1);
      assertTrue(ImageIO.write(image, format, file.toFile()), format);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private static ImageFolderSource source(String root, int channels, Optional<Split> split) {
    return new ImageFolderSource(
        Path.of(root), Optional.empty(), 3, 2, channels, ImageTarget.LABEL, true, split);
  }

  private PreparedData load(ImageFolderSource source) {
    return Loading.of(source, new DataRequest(dir, 1, TargetKind.CLASS_INDEX));
  }

  @Test
  void foldersAreClassesAndImagesAreResizedChannelsFirst() {
    PreparedData data = load(source("root", 3, Optional.empty()));
    assertEquals(List.of("blue", "red"), data.classNames());
    assertEquals(Shape.of(8, 3, 3, 2), data.train().inputs().get("input").shape());
    assertArrayEquals(
        new int[] {0, 0, 0, 0, 1, 1, 1, 1}, data.train().targets().get("output").ints());
    float[] first = new float[18];
    for (int i = 12; i < 18; i++) {
      first[i] = 1;
    }
    assertArrayEquals(first, data.train().inputs().get("input").rows(0).floats());
  }

  @Test
  void aSplitKeepsTheClassesProportions() {
    PreparedData data =
        load(source("root", 1, Optional.of(new Split(Optional.empty(), 0, 0.5, true))));
    assertEquals(Shape.of(4, 1, 3, 2), data.train().inputs().get("input").shape());
    int[] classes = data.test().orElseThrow().targets().get("output").ints();
    assertEquals(2, java.util.Arrays.stream(classes).sum());
    // Grey of red is 0.299, of blue 0.114.
    double sum = java.util.Arrays.stream(data.train().inputs().get("input").toDoubles()).sum();
    assertEquals(2 * 6 * (0.299 + 0.114), sum, 1e-4);
  }

  @Test
  void greyImagesKeepTheirNumbers() {
    Path grey = picture("grey.png", BufferedImage.TYPE_BYTE_GRAY, 5, 5, 100);
    Preprocessing preprocessing =
        Preprocessings.fromDescription(
            load(source("root", 3, Optional.empty())).preprocessing().describe());
    RawExamples read = preprocessing.read(grey);
    assertEquals(List.of(List.of(grey.toString())), read.rows());
    for (float value : read.inputs().get("input").floats()) {
      assertEquals(100 / 255f, value, 1e-6);
    }
    RawExamples folder = preprocessing.read(dir.resolve("root/blue"));
    assertEquals("deep/0.png", folder.rows().get(0).get(0));
    assertEquals(8, preprocessing.readLabelled(dir.resolve("root")).size());
  }

  @Test
  void resizingIsLinearAndLeavesNothingOut() {
    assertArrayEquals(
        new float[] {0, 1, 3, 4}, PixelGrid.resize(new float[] {0, 4}, 1, 2, 1, 4), 1e-6f);
    float[] column = {1, 1, 1, 7, 1, 1, 1, 1};
    assertEquals(
        mean(column), mean(PixelGrid.resize(column, 8, 1, 2, 1)), 0.2, "a spike is not skipped");
    float[] same = {1, 2, 3, 4};
    assertArrayEquals(same, PixelGrid.resize(same, 2, 2, 2, 2));
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  @Test
  void whatCannotBeIsSaidWithItsPlace() {
    DataException missing =
        assertThrows(DataException.class, () -> load(source("nowhere", 3, Optional.empty())));
    assertEquals(Optional.of("root"), missing.key());
    Csv.write(dir.resolve("root/red/broken.png"), "no picture");
    DataException broken =
        assertThrows(DataException.class, () -> load(source("root", 3, Optional.empty())));
    assertEquals(Optional.of(dir.resolve("root/red/broken.png")), broken.file());
    DataException channels =
        assertThrows(DataException.class, () -> source("root", 2, Optional.empty()));
    assertEquals(Optional.of("channels"), channels.key());
  }

  /** Its header alone claims to be 14 GB once decoded. */
  @Test
  void anImageThatClaimsToBeGiganticIsRefusedBeforeItIsDecoded() throws IOException {
    ByteBuffer png = ByteBuffer.allocate(33);
    png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    png.putInt(13).put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(60_000).putInt(60_000);
    png.put(new byte[] {8, 2, 0, 0, 0});
    CRC32 sum = new CRC32();
    sum.update(png.array(), 12, 17);
    png.putInt((int) sum.getValue());
    Files.write(dir.resolve("root/red/0.png"), png.array());
    DataException fault =
        assertThrows(DataException.class, () -> load(source("root", 3, Optional.empty())));
    assertTrue(fault.getMessage().contains("60000 × 60000 pixels"), fault.getMessage());
  }
}
