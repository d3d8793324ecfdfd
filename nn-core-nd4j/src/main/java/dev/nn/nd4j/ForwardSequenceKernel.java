package dev.nn.nd4j;

import dev.nn.api.backend.Buffer;

/**
 * A recurrent network from the first step to the last. The recurrent product of a step, hₜ₋₁·R, is
 * put where the step's gates will be, and the gates then take its place.
 */
abstract class ForwardSequenceKernel extends SequenceKernel {
  private final SmallProducts[] fromFirst;
  private final SmallProducts[] fromBefore;
  private final Tile[][] tiles;

  /**
   * Looks at the sizes: input 0 are the inputs' share of all gates, input 1 is R.
   *
   * @param masked whether the last input is a mask
   * @param first h before the first step; null if it is 0
   * @param h of all steps
   * @param gate where the gates of all steps go
   */
  ForwardSequenceKernel(
      Binding at, boolean masked, int registers, Buffer first, Buffer h, Buffer gate) {
    super(at, at.inputType(0).shape(), at.inputType(1).shape().size(0), masked, registers);
    fromBefore = products(at, h, at.input(1), gate);
    fromFirst = first == null ? null : products(at, first, at.input(1), gate);
    tiles = allTiles();
  }

  @Override
  final void walk(int part, Workspace workspace) {
    int first = firstRow(part);
    int rows = firstRow(part + 1) - first;
    int width = gates * units;
    for (int t = 0; t < time; t++) {
      SmallProducts[] products = t == 0 ? fromFirst : fromBefore;
      if (products != null) {
        long from = (long) (Math.max(0, t - 1) * batch + first) * units;
        long to = (long) (t * batch + first) * width;
        products[part].multiply(rows, width, units, from, units, width, to, width);
      }
      for (Tile tile : tiles[part]) {
        step(t, tile, products != null, workspace);
      }
    }
  }

  /**
   * Does a tile of a step.
   *
   * @param recurrent whether there is a product where the gates go; otherwise it is 0
   */
  abstract void step(int t, Tile tile, boolean recurrent, Workspace workspace);
}
