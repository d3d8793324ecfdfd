package dev.nn.data;

import dev.nn.api.data.DataException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Image files, as the JDK reads them. */
final class PictureFile {
  private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg", ".gif", ".bmp");

  /** Larger than any camera's; in memory it is 400 MB. */
  private static final int MOST_PIXELS = 100_000_000;

  private PictureFile() {}

  /** Whether a file is called like an image. */
  static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && ENDINGS.stream().anyMatch(name::endsWith);
  }

  /** All images below a folder, sorted by their path. */
  static List<Path> below(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(PictureFile::isPicture).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw DataException.because(folder, "cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Pixels from 0 to 255, {@code [channels, height, width]}: red, green and blue, or their grey,
   * 0.299 R + 0.587 G + 0.114 B. Transparency is ignored.
   *
   * @throws DataException if it is no image that the JDK can read
   */
  static float[] read(Path file, int channels, int height, int width) {
    BufferedImage image = image(file);
    int rows = image.getHeight();
    int columns = image.getWidth();
    float[] pixels = new float[channels * height * width];
    float[] channel = new float[rows * columns];
    int[] colours = image.getRGB(0, 0, columns, rows, null, 0, columns);
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < channel.length; i++) {
        channel[i] = channels == 1 ? grey(colours[i]) : colours[i] >> 16 - 8 * c & 0xff;
      }
      float[] resized = PixelGrid.resize(channel, rows, columns, height, width);
      System.arraycopy(resized, 0, pixels, c * height * width, height * width);
    }
    return pixels;
  }

  private static float grey(int colour) {
    int red = colour >> 16 & 0xff;
    int green = colour >> 8 & 0xff;
    int blue = colour & 0xff;
    return red == green && green == blue ? red : 0.299f * red + 0.587f * green + 0.114f * blue;
  }

  private static BufferedImage image(Path file) {
    try {
      BufferedImage image = decoded(file);
      if (image != null) {
        // A grey image is read as its numbers: the JDK takes its colours for brighter ones.
        return image.getRaster().getNumBands() == 1 && image.getColorModel().getPixelSize() == 8
            ? plainGrey(image)
            : image;
      }
      throw DataException.at(file, 0, "is no image that can be read (PNG, JPEG, GIF, BMP)");
    } catch (IOException | RuntimeException e) {
      if (e instanceof DataException known) {
        throw known;
      }
      throw DataException.because(file, "cannot be read as an image: " + e.getMessage(), e);
    }
  }

  /**
   * The first picture of a file, or null if it is none. How large it is, is looked at first: a few
   * bytes can claim to be thousands of millions of pixels.
   */
  private static BufferedImage decoded(Path file) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return null;
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        int rows = reader.getHeight(0);
        int columns = reader.getWidth(0);
        if ((long) rows * columns > MOST_PIXELS) {
          throw DataException.at(
              file, 0, "has %d × %d pixels, more than %d".formatted(columns, rows, MOST_PIXELS));
        }
        return reader.read(0);
      } finally {
        reader.dispose();
      }
    }
  }

  private static BufferedImage plainGrey(BufferedImage image) {
    if (image.getType() != BufferedImage.TYPE_BYTE_GRAY) {
      return image; // Numbers of colours in a palette, say.
    }
    BufferedImage plain =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int value = image.getRaster().getSample(x, y, 0);
        plain.setRGB(x, y, value << 16 | value << 8 | value);
      }
    }
    return plain;
  }
}
