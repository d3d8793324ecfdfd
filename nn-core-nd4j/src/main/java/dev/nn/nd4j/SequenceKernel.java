package dev.nn.nd4j;

import dev.nn.api.backend.Buffer;
import dev.nn.api.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A recurrent network over a whole sequence in float32. The batch is cut into one part per thread,
 * and each thread walks through all steps of its part alone: nobody waits for anybody between
 * steps. What is done element by element goes tile by tile over heap arrays, as in {@link
 * FloatElementwiseKernel}.
 */
abstract class SequenceKernel implements Kernel, Workers.Job {
  private static final double NANOS_PER_MULTIPLY_ADD = 2 / 100.0;

  final int time;
  final int batch;
  final int units;
  final int gates;

  /** Where steps count, [time, batch]; null if all do. */
  final ByteBuffer mask;

  private final Workers workers;
  private final Workspace[] workspaces;
  private final int parts;
  private final int tileRows;
  private final int tileColumns;

  /**
   * Looks at the sizes.
   *
   * @param steps shape [time, batch, gates·units]
   * @param units of these
   * @param masked whether the last input is a mask
   */
  SequenceKernel(Binding binding, Shape steps, int units, boolean masked, int registers) {
    time = steps.size(0);
    batch = steps.size(1);
    this.units = units;
    gates = units == 0 ? 0 : steps.size(2) / units;
    int inputs = binding.instruction().inputs().size();
    mask = masked ? binding.byteInput(inputs - 1) : null;
    workers = binding.workers();
    workspaces = binding.workspaces();
    double work = (double) steps.elements() * units;
    parts = Math.min(batch, workers.partsFor(work * NANOS_PER_MULTIPLY_ADD));
    tileColumns = Math.min(units, Workspace.TILE);
    tileRows = units == 0 ? 1 : Math.max(1, Workspace.TILE / units);
    for (Workspace workspace : workspaces) {
      workspace.reserve(registers);
    }
  }

  /** Some rows and columns of a step; their numbers lie one row after the other in registers. */
  record Tile(int row, int rows, int column, int columns) {
    int size() {
      return rows * columns;
    }
  }

  /** First row of a part; that of the part after the last is the batch. */
  int firstRow(int part) {
    return (int) ((long) batch * part / parts);
  }

  /** For each part, products of two buffers into a third. */
  SmallProducts[] products(Binding at, Buffer a, Buffer b, Buffer c) {
    SmallProducts[] products = new SmallProducts[parts];
    for (int part = 0; part < parts; part++) {
      products[part] =
          new SmallProducts(
              at.regions().floatPointer(a, 0),
              at.regions().floatPointer(b, 0),
              at.regions().floatPointer(c, 0));
    }
    return products;
  }

  /** The tiles of each part. */
  Tile[][] allTiles() {
    Tile[][] tiles = new Tile[parts][];
    for (int part = 0; part < parts; part++) {
      tiles[part] = tiles(part);
    }
    return tiles;
  }

  private Tile[] tiles(int part) {
    int end = firstRow(part + 1);
    int across = (units + tileColumns - 1) / tileColumns;
    int down = (end - firstRow(part) + tileRows - 1) / tileRows;
    Tile[] tiles = new Tile[down * across];
    for (int i = 0; i < tiles.length; i++) {
      int row = firstRow(part) + i / across * tileRows;
      int column = i % across * tileColumns;
      tiles[i] =
          new Tile(
              row, Math.min(tileRows, end - row), column, Math.min(tileColumns, units - column));
    }
    return tiles;
  }

  @Override
  public void run() {
    if (batch > 0 && units > 0) {
      workers.run(this, parts);
    }
  }

  @Override
  public final void run(int part, int worker) {
    walk(part, workspaces[worker]);
  }

  /** Does all steps of a part. */
  abstract void walk(int part, Workspace workspace);

  /** Where a gate's share of a tile begins in [time, batch, gates·units]. */
  int at(int step, Tile tile, int gate) {
    return ((step * batch + tile.row) * gates + gate) * units + tile.column;
  }

  /** Where a tile begins in [time, batch, units]. */
  int at(int step, Tile tile) {
    return (step * batch + tile.row) * units + tile.column;
  }

  /** A gate's share of a tile of a step. */
  void load(FloatBuffer from, int step, Tile tile, int gate, float[] to) {
    int start = at(step, tile, gate);
    for (int i = 0; i < tile.rows; i++) {
      from.get(start + i * gates * units, to, i * tile.columns, tile.columns);
    }
  }

  /** The way back. */
  void store(float[] from, int step, Tile tile, int gate, FloatBuffer to) {
    int start = at(step, tile, gate);
    for (int i = 0; i < tile.rows; i++) {
      to.put(start + i * gates * units, from, i * tile.columns, tile.columns);
    }
  }

  /** A tile of a step of [time, batch, units]. */
  void load(FloatBuffer from, int step, Tile tile, float[] to) {
    // A tile of several rows holds whole ones.
    from.get(at(step, tile), to, 0, tile.size());
  }

  /** The way back. */
  void store(float[] from, int step, Tile tile, FloatBuffer to) {
    to.put(at(step, tile), from, 0, tile.size());
  }

  /** A tile of the step before: of the first states if it is the first one, or 0 without. */
  void loadBefore(FloatBuffer from, FloatBuffer first, int step, Tile tile, float[] to) {
    if (step > 0) {
      load(from, step - 1, tile, to);
    } else if (first != null) {
      load(first, 0, tile, to);
    } else {
      Arrays.fill(to, 0, tile.size(), 0);
    }
  }

  /** Whether a step of an example counts. */
  boolean counts(int step, Tile tile, int row) {
    return mask == null || mask.get(step * batch + tile.row + row) != 0;
  }

  /** Copies the rows that do not count. */
  void keepMasked(int step, Tile tile, float[] from, float[] to) {
    for (int i = 0; i < tile.rows; i++) {
      if (!counts(step, tile, i)) {
        System.arraycopy(from, i * tile.columns, to, i * tile.columns, tile.columns);
      }
    }
  }

  /** A tile of an array [batch, units]. */
  void loadKept(float[] from, Tile tile, float[] to) {
    System.arraycopy(from, at(0, tile), to, 0, tile.size());
  }

  /** The way back. */
  void keep(float[] from, Tile tile, float[] to) {
    System.arraycopy(from, 0, to, at(0, tile), tile.size());
  }

  /** Sets the rows that count to 0. */
  void clearCounting(int step, Tile tile, float[] x) {
    for (int i = 0; i < tile.rows; i++) {
      if (counts(step, tile, i)) {
        Arrays.fill(x, i * tile.columns, (i + 1) * tile.columns, 0);
      }
    }
  }

  /** Sets the rows that do not count to 0. */
  void clearMasked(int step, Tile tile, float[] x) {
    for (int i = 0; i < tile.rows; i++) {
      if (!counts(step, tile, i)) {
        Arrays.fill(x, i * tile.columns, (i + 1) * tile.columns, 0);
      }
    }
  }
}
