package dev.nn.nd4j;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/** Scratch memory of one thread, used by whatever kernel runs on it. */
final class Workspace implements AutoCloseable {
  /**
   * Elements of a tile: what a kernel copies from native memory to the heap, works on there (where
   * the JIT compiler vectorises simple loops) and copies back. From 512 to 1024 elements are best;
   * less is eaten up by calls, more falls out of the first-level cache.
   */
  static final int TILE = 1024;

  /** Elements of a tile of float64. */
  static final int DOUBLE_TILE = TILE / 2;

  /** Registers of element-wise programs. */
  float[][] floats = new float[0][];

  /** The same in float64. */
  double[][] doubles = new double[0][];

  /** For functions that need an intermediate result. */
  final float[] scratch = new float[TILE];

  /** The same, one level further out. */
  final float[] second = new float[TILE];

  /** For functions that work on the bits of floats. */
  final int[] bits = new int[TILE];

  /** The same for a second operand. */
  final int[] bits2 = new int[TILE];

  /** The same for a third one. */
  final int[] bits3 = new int[TILE];

  /** For converting truth values. */
  final byte[] bytes = new byte[TILE];

  /** A plane of an image, and a row of a matrix made of it. */
  float[] plane = new float[0];

  float[] row = new float[0];

  /** The same in float64. */
  double[] doublePlane = new double[0];

  double[] doubleRow = new double[0];

  /** Indices that go with {@link #row}. */
  int[] places = new int[0];

  /** Where BLAS finds such a matrix. */
  final NativeScratch columns = new NativeScratch();

  /** A sum over a part of a batch: that of the part with this workspace's number. */
  final NativeScratch partial = new NativeScratch();

  private final FloatBuffer asFloats;
  private final IntBuffer asInts;

  Workspace() {
    ByteBuffer both = ByteBuffer.allocateDirect(TILE * 4).order(ByteOrder.nativeOrder());
    asFloats = both.asFloatBuffer();
    asInts = both.asIntBuffer();
  }

  /** Makes sure that there are so many registers. Called when compiling. */
  void reserve(int registers) {
    if (floats.length < registers) {
      floats = new float[registers][TILE];
    }
  }

  /** The same in float64. */
  void reserveDoubleRegisters(int registers) {
    if (doubles.length < registers) {
      doubles = new double[registers][DOUBLE_TILE];
    }
  }

  /** Makes sure that planes and rows of such sizes fit. Called when compiling. */
  void reservePlanes(int planeSize, int rowSize) {
    plane = plane.length < planeSize ? new float[planeSize] : plane;
    row = row.length < rowSize ? new float[rowSize] : row;
    places = places.length < rowSize ? new int[rowSize] : places;
  }

  /** The same in float64. */
  void reserveDoubles(int planeSize, int rowSize) {
    doublePlane = doublePlane.length < planeSize ? new double[planeSize] : doublePlane;
    doubleRow = doubleRow.length < rowSize ? new double[rowSize] : doubleRow;
  }

  @Override
  public void close() {
    columns.close();
    partial.close();
  }

  // Through memory and back: C2 does not vectorise Float.floatToRawIntBits, but does copy 1024
  // floats in 70 ns.

  /** The bits of floats as ints. */
  void toBits(float[] from, int[] to, int n) {
    asFloats.put(0, from, 0, n);
    asInts.get(0, to, 0, n);
  }

  /** The floats that have these bits. */
  void fromBits(int[] from, float[] to, int n) {
    asInts.put(0, from, 0, n);
    asFloats.get(0, to, 0, n);
  }
}
