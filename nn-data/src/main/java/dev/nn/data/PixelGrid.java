package dev.nn.data;

/**
 * One channel of an image, made another size: each new pixel is the mean of the old ones around its
 * place, weighted by a triangle as wide as one new pixel is, or one old pixel where there are fewer
 * of those. So nothing is skipped when an image is made smaller, and between pixels lie straight
 * lines when it is made larger (bilinear). Rows first, then columns.
 */
final class PixelGrid {
  private PixelGrid() {}

  /**
   * @param pixels row by row
   * @param width of the image as it is
   */
  static float[] resize(float[] pixels, int height, int width, int newHeight, int newWidth) {
    float[] wide = new float[height * newWidth];
    for (int row = 0; row < height; row++) {
      line(pixels, row * width, 1, width, wide, row * newWidth, 1, newWidth);
    }
    float[] resized = new float[newHeight * newWidth];
    for (int column = 0; column < newWidth; column++) {
      line(wide, column, newWidth, height, resized, column, newWidth, newHeight);
    }
    return resized;
  }

  private static void line(
      float[] from,
      int fromStart,
      int fromStep,
      int fromCount,
      float[] to,
      int toStart,
      int toStep,
      int toCount) {
    double ratio = (double) fromCount / toCount;
    double radius = Math.max(1, ratio);
    for (int i = 0; i < toCount; i++) {
      double center = (i + 0.5) * ratio - 0.5;
      int first = (int) Math.max(0, Math.ceil(center - radius));
      int last = (int) Math.min(fromCount - 1, Math.floor(center + radius));
      double sum = 0;
      double weights = 0;
      for (int j = first; j <= last; j++) {
        double weight = 1 - Math.abs(j - center) / radius;
        sum += weight * from[fromStart + j * fromStep];
        weights += weight;
      }
      to[toStart + i * toStep] = (float) (sum / weights);
    }
  }
}
