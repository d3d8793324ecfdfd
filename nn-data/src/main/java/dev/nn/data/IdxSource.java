package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.data.DataSource;
import dev.nn.api.data.PreparedData;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Grey images in the idx format of MNIST, compressed with gzip or not. Input: float32 {@code
 * [examples, 1, height, width]}. Target: {@linkplain TargetKind as the loss wants it}; the classes
 * are the labels that occur among the training images.
 *
 * @param images training images, relative to the config file
 * @param labels their labels
 * @param testImages test images; left out, a split may set some apart
 * @param testLabels their labels
 * @param target what is to be predicted; default: the label
 * @param scale whether values are divided by 255, to lie in [0, 1]; default true
 * @param limit uses only the first so many training images
 * @param split how the training images are divided; left out, all are for training
 */
@Type("idx")
@Doc("Grey images in the idx format of MNIST")
public record IdxSource(
    @Doc("Training images") Path images,
    @Doc("Labels of the training images") Path labels,
    @Doc("Test images") Optional<Path> testImages,
    @Doc("Labels of the test images") Optional<Path> testLabels,
    @Doc("What is to be predicted; left out: the label") @Default("{}") ImageTarget target,
    @Doc("Divide values by 255") @Default("true") boolean scale,
    @Doc("Use only the first so many training images") @Range(min = 1) Optional<Integer> limit,
    @Doc("How the training images are divided") Optional<Split> split)
    implements DataSource {

  /**
   * @throws DataException if there are test images without labels or labels without images
   */
  public IdxSource {
    if (testImages.isPresent() != testLabels.isPresent()) {
      throw DataException.inKey(
          testImages.isPresent() ? "test_images" : "test_labels",
          "test_images and test_labels go together; found only one of them");
    }
  }

  @Override
  public PreparedData load(DataRequest request) {
    ImageSet training =
        ImageSet.read(
            existing("images", images, request), existing("labels", labels, request), limit);
    Optional<ImageSet> test =
        testImages.map(
            pictures ->
                ImageSet.read(
                    existing("test_images", pictures, request),
                    existing("test_labels", testLabels.orElseThrow(), request),
                    Optional.empty()));
    ImageClasses classes =
        target.sameAsInput()
            ? ImageClasses.none(request.targetKind())
            : ImageClasses.occurring(request.targetKind(), training);
    if (classes.kind() != TargetKind.VALUE) {
      ClassTargets.checkCount(request.targetKind(), classes.names(), "labels");
    }
    return new Images(training, test, scale, classes).prepare(split, request);
  }

  private static Path existing(String key, Path path, DataRequest request) {
    Path file = request.base().resolve(path).normalize();
    if (!Files.isRegularFile(file)) {
      throw DataException.inKey(key, "no such file: " + file.toAbsolutePath());
    }
    return file;
  }
}
