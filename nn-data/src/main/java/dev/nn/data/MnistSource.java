package dev.nn.data;

import dev.nn.api.data.DataRequest;
import dev.nn.api.data.DataSource;
import dev.nn.api.data.PreparedData;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.TensorType;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * MNIST: 60000 + 10000 handwritten digits of 28 × 28 pixels, 10 classes (LeCun, Cortes, Burges
 * 1998). Input: float32 {@code [examples, 1, 28, 28]}. The 10000 are the test part; {@code split}
 * divides the 60000.
 *
 * @param root the folder with the four idx files, or the one around its folder {@code mnist}; left
 *     out: folder {@code mnist} of the environment variable {@code NN_DATA_ROOT} if it has them,
 *     else {@code ~/.cache/nn/mnist}, downloaded once
 * @param target what is to be predicted; default: the label
 * @param scale whether values are divided by 255, to lie in [0, 1]; default true
 * @param limit uses only the first so many training images
 * @param split how the training images are divided; left out, all are for training
 */
@Type("mnist")
@Doc("MNIST: handwritten digits, 28 × 28, 10 classes")
public record MnistSource(
    @Doc("The folder with the four files; left out: NN_DATA_ROOT, else downloaded")
        Optional<Path> root,
    @Doc("What is to be predicted; left out: the label") @Default("{}") ImageTarget target,
    @Doc("Divide values by 255") @Default("true") boolean scale,
    @Doc("Use only the first so many training images") @Range(min = 1) Optional<Integer> limit,
    @Doc("How the training images are divided") Optional<Split> split)
    implements DataSource {

  static final ImageArchive ARCHIVE =
      new ImageArchive(
          "mnist",
          List.of(
              URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
              URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/")),
          Map.of(
              ImageArchive.TRAIN_IMAGES,
              "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
              ImageArchive.TRAIN_LABELS,
              "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
              ImageArchive.TEST_IMAGES,
              "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
              ImageArchive.TEST_LABELS,
              "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
          List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));

  @Override
  public Map<String, TensorType> inputTypes() {
    return ImageArchive.TYPES;
  }

  @Override
  public PreparedData load(DataRequest request) {
    return ARCHIVE.load(root, target, scale, limit, split, request);
  }
}
