package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.data.Preprocessing;
import java.util.Map;

/** Makes preprocessing again from what a model file says of it. */
public final class Preprocessings {
  private Preprocessings() {}

  /**
   * The inverse of {@link Preprocessing#describe}, also after a passage through JSON: numbers may
   * come back as any {@link Number}.
   *
   * @throws DataException if the description is not one that this version writes
   */
  public static Preprocessing fromDescription(Map<String, Object> description) {
    Description described = new Description(description);
    return switch (described.text("type")) {
      case TabularPreprocessing.TYPE -> TabularPreprocessing.fromDescription(described);
      case ImagePreprocessing.TYPE -> ImagePreprocessing.fromDescription(described);
      case TextPreprocessing.TYPE -> TextPreprocessing.fromDescription(described);
      case SeriesPreprocessing.TYPE -> SeriesPreprocessing.fromDescription(described);
      case FolderPreprocessing.TYPE -> FolderPreprocessing.fromDescription(described);
      default -> throw described.fault("type", "tabular, image, image_folder, text or series");
    };
  }
}
