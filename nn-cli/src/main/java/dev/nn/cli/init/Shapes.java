package dev.nn.cli.init;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/**
 * Grey pictures of circles, squares and triangles: of any size, place, turn and shade, and noisy.
 */
final class Shapes {
  private static final int OF_EACH = 60;
  private static final int SIZE = 24;

  private Shapes() {}

  private enum Shape {
    CIRCLE,
    SQUARE,
    TRIANGLE;

    /** Whether a point is inside, in units of the radius of the circle around the shape. */
    boolean contains(double x, double y) {
      return switch (this) {
        case CIRCLE -> x * x + y * y < 1;
        case SQUARE -> Math.max(Math.abs(x), Math.abs(y)) < Math.sqrt(0.5);
        case TRIANGLE -> y < 0.5 && Math.abs(x) * Math.sqrt(3) < 1 + y;
      };
    }
  }

  /** PNG files by path, in a folder per shape; the same ones every time. */
  static Map<String, byte[]> below(String folder) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    SplittableRandom random = new SplittableRandom(1);
    for (Shape shape : Shape.values()) {
      for (int i = 1; i <= OF_EACH; i++) {
        String name = shape.name().toLowerCase(Locale.ROOT);
        files.put("%s/%s/%02d.png".formatted(folder, name, i), png(draw(shape, random)));
      }
    }
    return files;
  }

  private static BufferedImage draw(Shape shape, SplittableRandom random) {
    double radius = random.nextDouble(5.5, 10);
    double centreX = random.nextDouble(radius, SIZE - radius);
    double centreY = random.nextDouble(radius, SIZE - radius);
    double turn = random.nextDouble(-0.3, 0.3);
    double ground = random.nextDouble(0, 100);
    double shade = random.nextDouble(155, 255);
    BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
    for (int row = 0; row < SIZE; row++) {
      for (int column = 0; column < SIZE; column++) {
        double x = (column + 0.5 - centreX) / radius;
        double y = (row + 0.5 - centreY) / radius;
        boolean inside =
            shape.contains(
                x * Math.cos(turn) + y * Math.sin(turn), y * Math.cos(turn) - x * Math.sin(turn));
        double value = (inside ? shade : ground) + random.nextDouble(-40, 40);
        int level = (int) Math.max(0, Math.min(255, Math.rint(value)));
        image.getRaster().setSample(column, row, 0, level);
      }
    }
    return image;
  }

  private static byte[] png(BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
