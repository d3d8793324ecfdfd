package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The classes of labelled images.
 *
 * @param kind what the loss wants; for {@code VALUE} a label is the number it is, and there are no
 *     classes
 * @param labels label values from 0 to 255, ascending: the class number is the place
 * @param names what to call them, in the same order
 * @param sameAsInput whether images are their own targets, and labels do not matter
 */
record ImageClasses(
    TargetKind kind, List<Integer> labels, List<String> names, boolean sameAsInput) {

  ImageClasses {
    labels = List.copyOf(labels);
    names = List.copyOf(names);
  }

  /**
   * Images as their own targets.
   *
   * @throws DataException if the loss wants classes
   */
  static ImageClasses none(TargetKind kind) {
    InputTarget.checkKind("target.same_as_input", kind);
    return new ImageClasses(TargetKind.VALUE, List.of(), List.of(), true);
  }

  /** The labels from 0 on, by name. */
  static ImageClasses named(TargetKind kind, List<String> names) {
    return kind == TargetKind.VALUE
        ? new ImageClasses(kind, List.of(), List.of(), false)
        : new ImageClasses(kind, IntStream.range(0, names.size()).boxed().toList(), names, false);
  }

  /** The labels that occur in {@code set}. */
  static ImageClasses occurring(TargetKind kind, ImageSet set) {
    List<Integer> labels =
        kind == TargetKind.VALUE
            ? List.of()
            : IntStream.range(0, set.size()).map(set::label).distinct().sorted().boxed().toList();
    return new ImageClasses(kind, labels, labels.stream().map(String::valueOf).toList(), false);
  }

  /**
   * The class number of every image, or its label if the kind is {@code VALUE}.
   *
   * @throws DataException if a label is of no known class
   */
  int[] numbers(ImageSet set) {
    int[] numberOf = new int[256];
    Arrays.fill(numberOf, -1);
    for (int i = 0; i < labels.size(); i++) {
      numberOf[labels.get(i)] = i;
    }
    int[] numbers = IntStream.range(0, set.size()).map(set::label).toArray();
    if (kind == TargetKind.VALUE) {
      return numbers;
    }
    for (int i = 0; i < numbers.length; i++) {
      int number = numberOf[numbers[i]];
      if (number < 0) {
        throw unknown(set.labels().file(), "label " + numbers[i] + " of image " + i);
      }
      numbers[i] = number;
    }
    return numbers;
  }

  private DataException unknown(Path file, String what) {
    return DataException.at(
        file, 0, what + " is not a class of the training images; there are " + Listing.of(names));
  }

  /**
   * The target tensor of class numbers or values.
   *
   * @param images of the same examples
   */
  Tensor encode(int[] numbers, Tensor images) {
    return sameAsInput ? images : ClassTargets.encode(kind, numbers, labels.size());
  }

  Map<String, Object> describe() {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("kind", kind.name().toLowerCase(Locale.ROOT));
    description.put("labels", labels);
    description.put("classes", names);
    description.put("same_as_input", sameAsInput);
    return description;
  }

  static ImageClasses fromDescription(Description described) {
    return new ImageClasses(
        described.constant("kind", TargetKind.class),
        IntStream.of(described.integers("labels")).boxed().toList(),
        described.texts("classes"),
        described.flag("same_as_input"));
  }
}
