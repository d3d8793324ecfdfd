package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.data.DataSource;
import dev.nn.api.data.Dataset;
import dev.nn.api.data.PreparedData;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Images in a folder per class: {@code root/cat/1.png}, {@code root/dog/2.jpg}; PNG, JPEG, GIF,
 * BMP, at any depth below the class's folder. Input: float32 {@code [examples, channels, height,
 * width]}. Target: {@linkplain TargetKind as the loss wants it}; the classes are the folders'
 * names, sorted.
 *
 * @param root the folder with the classes' folders, relative to the config file
 * @param testRoot another one with test images, of the same classes
 * @param height rows of pixels to which images are resized
 * @param width pixels per row
 * @param channels 3 for red, green and blue, 1 for grey; default 3
 * @param target what is to be predicted; default: the class
 * @param scale whether values are divided by 255, to lie in [0, 1]; default true
 * @param split how the images below {@code root} are divided; left out, all are for training
 */
@Type("image_folder")
@Doc("Images in a folder per class")
public record ImageFolderSource(
    @Doc("The folder with the classes' folders") Path root,
    @Doc("Another one, with test images") Optional<Path> testRoot,
    @Doc("Rows of pixels, resized") @Range(min = 1) int height,
    @Doc("Pixels per row, resized") @Range(min = 1) int width,
    @Doc("3 for colour, 1 for grey") @Default("3") @Range(min = 1, max = 3) int channels,
    @Doc("What is to be predicted; left out: the class") @Default("{}") ImageTarget target,
    @Doc("Divide values by 255") @Default("true") boolean scale,
    @Doc("How the images are divided; left out: all are for training") Optional<Split> split)
    implements DataSource {

  /**
   * @throws DataException if the number of channels is 2
   */
  public ImageFolderSource {
    if (channels == 2) {
      throw DataException.inKey("channels", "expected 1 (grey) or 3 (colour), found 2");
    }
  }

  @Override
  public Map<String, TensorType> inputTypes() {
    return Map.of("input", new TensorType(DataType.FLOAT32, Shape.of(channels, height, width)));
  }

  @Override
  public PreparedData load(DataRequest request) {
    Path training = existing("root", root, request);
    Optional<Path> test = testRoot.map(each -> existing("test_root", each, request));
    if (test.isPresent() && split.isPresent() && split.get().test() > 0) {
      throw DataException.inKey(
          "split.test", "there are test images already; leave out split.test, or test_root");
    }
    FolderPreprocessing preprocessing = preprocessing(training, request.targetKind());
    List<FolderPreprocessing.Labelled> images = preprocessing.labelled(training);
    int[] numbers = images.stream().mapToInt(FolderPreprocessing.Labelled::number).toArray();
    Parts parts = Parts.of(split, images.size(), Optional.of(numbers), request.seed());
    if (!target.sameAsInput()) {
      ClassTargets.checkTrained(parts, numbers, preprocessing.classes());
    }
    return new PreparedData(
        part(preprocessing, images, parts.train()).orElseThrow(),
        part(preprocessing, images, parts.validation()),
        test.map(each -> preprocessing.encode(preprocessing.labelled(each)))
            .or(() -> part(preprocessing, images, parts.test())),
        preprocessing.classes(),
        preprocessing,
        List.of());
  }

  private FolderPreprocessing preprocessing(Path training, TargetKind kind) {
    List<String> classes = List.of();
    if (target.sameAsInput()) {
      InputTarget.checkKind("target.same_as_input", kind);
    } else {
      if (kind == TargetKind.VALUE) {
        throw DataException.inKey(
            "type",
            "the folders' names are classes; use a classification loss such as sparse_categorical_crossentropy");
      }
      classes =
          FolderPreprocessing.folders(training).stream()
              .map(folder -> folder.getFileName().toString())
              .toList();
      ClassTargets.checkCount(kind, classes, "root");
    }
    return new FolderPreprocessing(
        channels, height, width, scale, kind, classes, target.sameAsInput());
  }

  private static Optional<Dataset> part(
      FolderPreprocessing preprocessing,
      List<FolderPreprocessing.Labelled> images,
      int[] examples) {
    return examples.length == 0
        ? Optional.empty()
        : Optional.of(preprocessing.encode(Arrays.stream(examples).mapToObj(images::get).toList()));
  }

  private static Path existing(String key, Path path, DataRequest request) {
    Path folder = request.base().resolve(path).normalize();
    if (!Files.isDirectory(folder)) {
      throw DataException.inKey(key, "no such folder: " + folder.toAbsolutePath());
    }
    return folder;
  }
}
