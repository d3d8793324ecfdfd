package dev.nn.data;

import dev.nn.api.data.DataException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Grey images and what they show.
 *
 * @param images {@code [examples, height, width]}
 * @param labels {@code [examples]}
 */
record ImageSet(IdxFile images, IdxFile labels) {

  /**
   * @param limit reads no more than the first so many
   * @throws DataException if a file cannot be read or the two do not belong together
   */
  static ImageSet read(Path images, Path labels, Optional<Integer> limit) {
    IdxFile pictures = IdxFile.read(images, 3, limit);
    IdxFile truths = IdxFile.read(labels, 1, limit);
    if (pictures.total() != truths.total()) {
      throw DataException.at(
          labels,
          0,
          "holds %d labels for %d images in %s; the two files do not belong together"
              .formatted(truths.total(), pictures.total(), images));
    }
    return new ImageSet(pictures, truths);
  }

  int size() {
    return images.size();
  }

  int height() {
    return images.dimensions()[1];
  }

  int width() {
    return images.dimensions()[2];
  }

  /** The label of an example, 0 to 255. */
  int label(int example) {
    return Byte.toUnsignedInt(labels.values()[example]);
  }
}
