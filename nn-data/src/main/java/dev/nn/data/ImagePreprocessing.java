package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.data.Dataset;
import dev.nn.api.data.Preprocessing;
import dev.nn.api.data.RawExamples;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * From grey images to {@code [examples, 1, height, width]}. A file is either an idx file of images
 * (compressed or not), its labels beside it under the same name with {@code labels-idx1} in place
 * of {@code images-idx3}; or a CSV file with a header and one column per pixel, row by row from the
 * top left, values 0 to 255, and where labels are needed a column {@code label}.
 *
 * @param height rows of pixels
 * @param width pixels per row
 * @param scale whether values are divided by 255
 * @param classes the classes
 */
record ImagePreprocessing(int height, int width, boolean scale, ImageClasses classes)
    implements Preprocessing {
  static final String TYPE = "image";

  @Override
  public RawExamples read(Path file) {
    if (IdxFile.isIdx(file)) {
      IdxFile images = checked(IdxFile.read(file, 3, Optional.empty()));
      Tensor inputs = encode(images, IntStream.range(0, images.size()).toArray());
      return new RawExamples(
          Map.of("input", inputs), List.of(), Collections.nCopies(images.size(), List.of()));
    }
    CsvTable table = CsvTable.read(file, CsvFormat.STANDARD);
    return new RawExamples(
        Map.of("input", PixelTable.of(table, height, width).inputs(scale)),
        table.header(),
        table.rows());
  }

  @Override
  public Dataset readLabelled(Path file) {
    if (IdxFile.isIdx(file)) {
      if (classes.sameAsInput()) {
        Tensor images = read(file).inputs().get("input");
        return Dataset.of(images, images);
      }
      ImageSet set = ImageSet.read(file, labelsBeside(file), Optional.empty());
      return encode(set, IntStream.range(0, set.size()).toArray());
    }
    PixelTable pixels = PixelTable.of(CsvTable.read(file, CsvFormat.STANDARD), height, width);
    Tensor inputs = pixels.inputs(scale);
    int[] numbers = classes.sameAsInput() ? new int[0] : pixels.classNumbers(classes);
    return Dataset.of(inputs, classes.encode(numbers, inputs));
  }

  private static Path labelsBeside(Path images) {
    String name = images.getFileName().toString();
    Path labels = images.resolveSibling(name.replace("images", "labels").replace("idx3", "idx1"));
    if (labels.equals(images) || !Files.isRegularFile(labels)) {
      throw DataException.at(
          images,
          0,
          "expected the labels of these images beside them, as train-labels-idx1-ubyte beside "
              + "train-images-idx3-ubyte; found no "
              + (labels.equals(images) ? "file so named" : labels.getFileName()));
    }
    return labels;
  }

  /**
   * @throws DataException if the images are of another size
   */
  Dataset encode(ImageSet set, int[] examples) {
    int[] all = classes.numbers(set);
    int[] picked = IntStream.of(examples).map(example -> all[example]).toArray();
    Tensor inputs = encode(checked(set.images()), examples);
    return Dataset.of(inputs, classes.encode(picked, inputs));
  }

  private IdxFile checked(IdxFile images) {
    int[] sizes = images.dimensions();
    if (sizes[1] != height || sizes[2] != width) {
      throw DataException.at(
          images.file(),
          0,
          "expected images of %d × %d pixels, found %d × %d"
              .formatted(height, width, sizes[1], sizes[2]));
    }
    return images;
  }

  private Tensor encode(IdxFile images, int[] examples) {
    float[] valueOf = new float[256];
    for (int i = 0; i < valueOf.length; i++) {
      valueOf[i] = scale ? i / 255f : i;
    }
    int pixels = height * width;
    Shape shape = Shape.of(examples.length, 1, height, width);
    float[] values = new float[shape.elements()];
    int to = 0;
    for (int example : examples) {
      int from = example * pixels;
      for (int i = 0; i < pixels; i++) {
        values[to++] = valueOf[Byte.toUnsignedInt(images.values()[from + i])];
      }
    }
    return Tensor.of(shape, values);
  }

  @Override
  public Map<String, Object> describe() {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("type", TYPE);
    description.put("height", height);
    description.put("width", width);
    description.put("scale", scale);
    description.put("target", classes.describe());
    return description;
  }

  static ImagePreprocessing fromDescription(Description described) {
    return new ImagePreprocessing(
        (int) described.number("height"),
        (int) described.number("width"),
        described.flag("scale"),
        ImageClasses.fromDescription(described.map("target")));
  }
}
