package dev.nn.explain;

import dev.nn.api.tensor.Shape;

/**
 * How the entries of a tensor lie on a plane: matrices as they are, long vectors in rows below each
 * other, everything else as tiles of its last two axes, side by side.
 *
 * @param across tiles side by side
 * @param down tiles below each other
 * @param height of a tile
 * @param width of a tile
 */
record Mosaic(int across, int down, int height, int width) {
  /** Longer vectors are broken into rows. */
  private static final int LONG = 128;

  static Mosaic of(Shape shape) {
    int rank = shape.rank();
    int width = rank == 0 ? 1 : shape.size(-1);
    int height = rank < 2 ? 1 : shape.size(-2);
    int tiles = shape.elements() / Math.max(1, width * height);
    if (tiles * height == 1 && width > LONG) {
      return new Mosaic(1, 1, (width + LONG - 1) / LONG, LONG);
    }
    int across = rank == 4 && shape.size(0) > 1 ? shape.size(1) : (int) Math.ceil(Math.sqrt(tiles));
    return new Mosaic(across, (tiles + across - 1) / Math.max(1, across), height, width);
  }

  int rows() {
    return down * height;
  }

  int columns() {
    return across * width;
  }

  int row(int entry) {
    return entry / (height * width) / across * height + entry % (height * width) / width;
  }

  int column(int entry) {
    return entry / (height * width) % across * width + entry % width;
  }
}
