package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.data.Dataset;
import dev.nn.api.data.Preprocessing;
import dev.nn.api.data.RawExamples;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * From image files to {@code [examples, channels, height, width]}. To predict, an image or a folder
 * with images at any depth; to evaluate, a folder with a folder per class.
 *
 * @param channels 1 for grey, 3 for colour
 * @param height rows of pixels
 * @param width pixels per row
 * @param scale whether values are divided by 255
 * @param kind what the loss wants
 * @param classes names of the classes, sorted
 * @param sameAsInput whether images are their own targets
 */
record FolderPreprocessing(
    int channels,
    int height,
    int width,
    boolean scale,
    TargetKind kind,
    List<String> classes,
    boolean sameAsInput)
    implements Preprocessing {
  static final String TYPE = "image_folder";

  /** A gigabyte and a half of pixels. */
  private static final long MOST_VALUES = 400L << 20;

  FolderPreprocessing {
    classes = List.copyOf(classes);
  }

  /** An image and its class number. */
  record Labelled(Path file, int number) {}

  /** The folders in a folder that are not hidden, sorted by name. */
  static List<Path> folders(Path root) {
    try (Stream<Path> content = Files.list(root)) {
      return content
          .filter(Files::isDirectory)
          .filter(each -> !each.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw DataException.because(root, "cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * The images of every class.
   *
   * @throws DataException if a folder is called like no class, or there is no image
   */
  List<Labelled> labelled(Path root) {
    List<Labelled> found = new ArrayList<>();
    if (sameAsInput) {
      PictureFile.below(root).forEach(file -> found.add(new Labelled(file, 0)));
    } else {
      for (Path folder : folders(root)) {
        int number = classes.indexOf(folder.getFileName().toString());
        if (number < 0) {
          throw DataException.at(
              folder, 0, "is called like no class; there are " + Listing.of(classes));
        }
        PictureFile.below(folder).forEach(file -> found.add(new Labelled(file, number)));
      }
    }
    if (found.isEmpty()) {
      throw DataException.at(root, 0, "has no images (PNG, JPEG, GIF, BMP) in a folder per class");
    }
    return found;
  }

  Dataset encode(List<Labelled> images) {
    Tensor inputs = inputs(images.stream().map(Labelled::file).toList());
    int[] numbers = images.stream().mapToInt(Labelled::number).toArray();
    Tensor targets = sameAsInput ? inputs : ClassTargets.encode(kind, numbers, classes.size());
    return new Dataset(
        Map.of("input", inputs),
        Map.of(DataRequest.ONLY, targets),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new FilePlaces(images.stream().map(Labelled::file).toList())));
  }

  private Tensor inputs(List<Path> files) {
    int pixels = channels * height * width;
    if ((long) files.size() * pixels > MOST_VALUES) {
      throw DataException.inKey(
          "height",
          "%,d images of %d × %d × %d pixels do not fit in memory; make them smaller"
              .formatted(files.size(), channels, height, width));
    }
    float[] values = new float[files.size() * pixels];
    float divisor = scale ? 255 : 1;
    IntStream.range(0, files.size())
        .parallel()
        .forEach(
            i -> {
              float[] image = PictureFile.read(files.get(i), channels, height, width);
              for (int k = 0; k < pixels; k++) {
                values[i * pixels + k] = image[k] / divisor;
              }
            });
    return Tensor.of(Shape.of(files.size(), channels, height, width), values);
  }

  @Override
  public RawExamples read(Path file) {
    boolean folder = Files.isDirectory(file);
    List<Path> files = folder ? PictureFile.below(file) : List.of(file);
    if (files.isEmpty()) {
      throw DataException.at(file, 0, "has no images (PNG, JPEG, GIF, BMP)");
    }
    List<List<String>> rows =
        files.stream()
            .map(each -> folder ? file.relativize(each) : each)
            .map(each -> List.of(each.toString().replace('\\', '/')))
            .toList();
    return new RawExamples(Map.of("input", inputs(files)), List.of("file"), rows);
  }

  @Override
  public Dataset readLabelled(Path root) {
    if (!Files.isDirectory(root)) {
      throw DataException.at(root, 0, "expected a folder with a folder of images per class");
    }
    return encode(labelled(root));
  }

  @Override
  public Map<String, Object> describe() {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("type", TYPE);
    description.put("channels", channels);
    description.put("height", height);
    description.put("width", width);
    description.put("scale", scale);
    description.put("kind", kind.name().toLowerCase(Locale.ROOT));
    description.put("classes", classes);
    description.put("same_as_input", sameAsInput);
    return description;
  }

  static FolderPreprocessing fromDescription(Description described) {
    return new FolderPreprocessing(
        (int) described.number("channels"),
        (int) described.number("height"),
        (int) described.number("width"),
        described.flag("scale"),
        described.constant("kind", TargetKind.class),
        described.texts("classes"),
        described.flag("same_as_input"));
  }
}
