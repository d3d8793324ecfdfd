package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.data.Dataset;
import dev.nn.api.data.PreparedData;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Images read and waiting to be divided: shared by every source of idx files.
 *
 * @param training to learn from and, with a split, to validate and test on
 * @param test the source's own test images
 * @param scale whether values are divided by 255
 * @param classes the classes
 */
record Images(ImageSet training, Optional<ImageSet> test, boolean scale, ImageClasses classes) {

  /**
   * @throws DataException if the split asks for a test part that is there already, or a class has
   *     no training image
   */
  PreparedData prepare(Optional<Split> split, DataRequest request) {
    if (test.isPresent() && split.isPresent() && split.get().test() > 0) {
      throw DataException.inKey(
          "split.test", "there are test images already; leave out split.test, or the test files");
    }
    int[] numbers = classes.numbers(training);
    boolean hasClasses = classes.kind() != TargetKind.VALUE;
    Parts parts =
        Parts.of(
            split,
            training.size(),
            hasClasses ? Optional.of(numbers) : Optional.empty(),
            request.seed());
    if (hasClasses) {
      ClassTargets.checkTrained(parts, numbers, classes.names());
    }
    ImagePreprocessing preprocessing =
        new ImagePreprocessing(training.height(), training.width(), scale, classes);
    Optional<Dataset> own =
        test.map(set -> preprocessing.encode(set, IntStream.range(0, set.size()).toArray()));
    return new PreparedData(
        preprocessing.encode(training, parts.train()),
        part(preprocessing, parts.validation()),
        own.or(() -> part(preprocessing, parts.test())),
        classes.names(),
        preprocessing,
        List.of());
  }

  private Optional<Dataset> part(ImagePreprocessing preprocessing, int[] examples) {
    return examples.length == 0
        ? Optional.empty()
        : Optional.of(preprocessing.encode(training, examples));
  }
}
