package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest;
import dev.nn.api.data.PreparedData;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A published set of images in MNIST's four files, and where to find it.
 *
 * @param folder its folder's name
 * @param homes where it can be downloaded, each ending in a slash
 * @param sha256 digest of each file's uncompressed content
 * @param classNames names of the labels from 0 on
 */
record ImageArchive(
    String folder, List<URI> homes, Map<String, String> sha256, List<String> classNames) {
  static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
  static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
  static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
  static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

  /** The environment variable that names the folder with all downloaded sets. */
  static final String DATA_ROOT = "NN_DATA_ROOT";

  /** What an image is in all of them. */
  static final Map<String, TensorType> TYPES =
      Map.of("input", new TensorType(DataType.FLOAT32, Shape.of(1, 28, 28)));

  private static final List<String> FILES =
      List.of(TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS);

  /** Reads the set from {@code root} or where it lies otherwise, fetching it if need be. */
  PreparedData load(
      Optional<Path> root,
      ImageTarget target,
      boolean scale,
      Optional<Integer> limit,
      Optional<Split> split,
      DataRequest request) {
    Path dir =
        locate(
            root.map(request.base()::resolve),
            Optional.ofNullable(System.getenv(DATA_ROOT)).map(Path::of),
            Path.of(System.getProperty("user.home"), ".cache", "nn"));
    ImageSet training = ImageSet.read(file(dir, TRAIN_IMAGES), file(dir, TRAIN_LABELS), limit);
    ImageSet test = ImageSet.read(file(dir, TEST_IMAGES), file(dir, TEST_LABELS), Optional.empty());
    ImageClasses classes =
        target.sameAsInput()
            ? ImageClasses.none(request.targetKind())
            : ImageClasses.named(request.targetKind(), classNames);
    if (!target.sameAsInput()) {
      ClassTargets.checkCount(request.targetKind(), classNames, "type");
    }
    return new Images(training, Optional.of(test), scale, classes).prepare(split, request);
  }

  /**
   * The folder with the four files: {@code root} or its folder of this set's name; else that folder
   * of {@code dataRoot}; else that folder of {@code cache}, into which missing files are
   * downloaded.
   *
   * @throws DataException if {@code root} is given but has no such files, or a download fails
   */
  Path locate(Optional<Path> root, Optional<Path> dataRoot, Path cache) {
    if (root.isPresent()) {
      return Stream.of(root.get(), root.get().resolve(folder))
          .filter(this::isComplete)
          .findFirst()
          .orElseThrow(() -> notIn(root.get()));
    }
    return dataRoot
        .map(path -> path.resolve(folder))
        .filter(this::isComplete)
        .orElseGet(() -> downloaded(cache.resolve(folder)));
  }

  private DataException notIn(Path root) {
    return DataException.inKey(
        "root",
        "expected %s (each with or without .gz) in %s or its folder '%s'; found %s. Leave out root to have them downloaded"
            .formatted(
                String.join(", ", FILES),
                root.toAbsolutePath().normalize(),
                folder,
                Files.isDirectory(root) ? "not all of them" : "no such folder"));
  }

  private Path downloaded(Path dir) {
    String advice =
        "Without a network, put %s (each with or without .gz) into a folder and name it by data.root, or put them into a folder '%s' and name the folder around it by the environment variable %s"
            .formatted(String.join(", ", FILES), folder, DATA_ROOT);
    for (String name : FILES) {
      if (!Files.isRegularFile(file(dir, name))) {
        List<URI> addresses = homes.stream().map(home -> home.resolve(name + ".gz")).toList();
        new Download(addresses, sha256.get(name)).to(dir.resolve(name + ".gz"), advice);
      }
    }
    return dir;
  }

  private boolean isComplete(Path dir) {
    return FILES.stream().allMatch(name -> Files.isRegularFile(file(dir, name)));
  }

  private static Path file(Path dir, String name) {
    Path plain = dir.resolve(name);
    return Files.isRegularFile(plain) ? plain : dir.resolve(name + ".gz");
  }
}
