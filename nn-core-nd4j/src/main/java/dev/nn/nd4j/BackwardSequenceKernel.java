package dev.nn.nd4j;

import dev.nn.api.backend.Buffer;

/**
 * The chain rule through a recurrent network, from the last step to the first. What comes back to h
 * from a step through the product, ∂·Rᵀ, is put where a part of the step before's ∂ will be.
 */
abstract class BackwardSequenceKernel extends SequenceKernel {
  private final SmallProducts[] toBefore;
  private final SmallProducts[] toFirst;
  private final Tile[][] tiles;

  /**
   * Looks at the sizes: input 4 is Rᵀ.
   *
   * @param gate number of the input that holds the gates of all steps
   * @param masked whether the last input is a mask
   * @param gradient ∂, of what R was added to, at all steps
   * @param first where ∂ of h before the first step goes; null if that was 0
   */
  BackwardSequenceKernel(
      Binding at, int gate, boolean masked, int registers, Buffer gradient, Buffer first) {
    super(at, at.inputType(gate).shape(), at.inputType(4).shape().size(1), masked, registers);
    toBefore = products(at, gradient, at.input(4), gradient);
    toFirst = first == null ? null : products(at, gradient, at.input(4), first);
    tiles = allTiles();
  }

  @Override
  final void walk(int part, Workspace workspace) {
    int first = firstRow(part);
    int rows = firstRow(part + 1) - first;
    int width = gates * units;
    for (int t = time - 1; t >= 0; t--) {
      for (Tile tile : tiles[part]) {
        step(t, tile, workspace);
      }
      long from = (long) (t * batch + first) * width;
      if (t > 0) {
        long to = (long) ((t - 1) * batch + first) * width;
        toBefore[part].multiply(rows, units, width, from, width, units, to, width);
      } else if (toFirst != null) {
        long to = (long) first * units;
        toFirst[part].multiply(rows, units, width, from, width, units, to, units);
        for (Tile tile : tiles[part]) {
          finish(tile, workspace);
        }
      }
    }
  }

  /** Does a tile of a step. */
  abstract void step(int t, Tile tile, Workspace workspace);

  /** To the first states comes what step 0 sends back. */
  abstract void finish(Tile tile, Workspace workspace);
}
