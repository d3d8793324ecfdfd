package dev.nn.nd4j;

import dev.nn.api.backend.Buffer;
import dev.nn.api.tensor.DataType;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Images as matrices whose products are convolutions ("im2col"): one row for each channel and tap,
 * one column for each place, holding what the tap sees there. Of a large image only some lines of
 * places at a time, so that the matrix stays in the second-level cache.
 */
abstract class Columns {
  /** Bytes of a matrix, at most, unless a single line has more. */
  private static final int TILE_BYTES = 1 << 19;

  final Patches patches;
  final int channels;

  private Columns(Patches patches, int channels) {
    this.patches = patches;
    this.channels = channels;
  }

  /**
   * @param channels of an image
   */
  static Columns of(Buffer images, Binding binding, Patches patches, int channels) {
    boolean wide = images.type().dtype() == DataType.FLOAT64;
    for (Workspace workspace : binding.workspaces()) {
      int row = lines(patches, channels, images.type().dtype()) * patches.width;
      workspace.columns.reserve(
          (long) channels * patches.taps() * row * images.type().dtype().bytes());
      if (wide) {
        workspace.reserveDoubles(patches.plane, row);
      } else {
        workspace.reservePlanes(patches.plane, row);
      }
    }
    return wide
        ? new Doubles(binding.regions().doubles(images), patches, channels)
        : new Floats(binding.regions().floats(images), patches, channels);
  }

  /** How many lines of places to take at a time. */
  static int lines(Patches patches, int channels, DataType dtype) {
    long line = (long) channels * patches.taps() * patches.width * dtype.bytes();
    return (int) Math.max(1, Math.min(patches.lines, TILE_BYTES / Math.max(1, line)));
  }

  /**
   * Writes the matrix of some lines into the workspace.
   *
   * @param start the image's first element
   */
  abstract void gather(int start, int line, int lines, Workspace workspace);

  /** Adds the matrix in the workspace to an image: each element to where it would come from. */
  abstract void scatter(int start, int line, int lines, Workspace workspace);

  private static final class Floats extends Columns {
    private final FloatBuffer images;

    Floats(FloatBuffer images, Patches patches, int channels) {
      super(patches, channels);
      this.images = images;
    }

    @Override
    void gather(int start, int line, int lines, Workspace workspace) {
      FloatBuffer columns = workspace.columns.floats();
      float[] plane = workspace.plane;
      float[] row = workspace.row;
      int n = lines * patches.width;
      int at = 0;
      for (int c = 0; c < channels; c++) {
        images.get(start + c * patches.plane, plane, 0, patches.plane);
        for (int outer = 0; outer < patches.outerTaps; outer++) {
          for (int inner = 0; inner < patches.innerTaps; inner++) {
            for (int l = 0; l < lines; l++) {
              int from = patches.start(outer, line + l);
              take(plane, from, inner, row, l * patches.width);
            }
            columns.put(at, row, 0, n);
            at += n;
          }
        }
      }
    }

    private void take(float[] plane, int start, int tap, float[] row, int at) {
      int from = patches.from[tap];
      int to = patches.to[tap];
      if (start == Patches.OUTSIDE) {
        Arrays.fill(row, at, at + patches.width, 0);
        return;
      }
      Arrays.fill(row, at, at + from, 0);
      Arrays.fill(row, at + to, at + patches.width, 0);
      int seen = start + patches.first[tap];
      if (patches.stride == 1) {
        System.arraycopy(plane, seen + from, row, at + from, to - from);
        return;
      }
      for (int i = from; i < to; i++) {
        row[at + i] = plane[seen + i * patches.stride];
      }
    }

    @Override
    void scatter(int start, int line, int lines, Workspace workspace) {
      FloatBuffer columns = workspace.columns.floats();
      float[] plane = workspace.plane;
      float[] row = workspace.row;
      int n = lines * patches.width;
      int at = 0;
      for (int c = 0; c < channels; c++) {
        images.get(start + c * patches.plane, plane, 0, patches.plane);
        for (int outer = 0; outer < patches.outerTaps; outer++) {
          for (int inner = 0; inner < patches.innerTaps; inner++) {
            columns.get(at, row, 0, n);
            for (int l = 0; l < lines; l++) {
              int to = patches.start(outer, line + l);
              if (to != Patches.OUTSIDE) {
                give(row, l * patches.width, plane, to, inner);
              }
            }
            at += n;
          }
        }
        images.put(start + c * patches.plane, plane, 0, patches.plane);
      }
    }

    private void give(float[] row, int at, float[] plane, int start, int tap) {
      int seen = start + patches.first[tap];
      if (patches.stride == 1) { // Apart, because this loop is vectorised.
        for (int i = patches.from[tap]; i < patches.to[tap]; i++) {
          plane[seen + i] += row[at + i];
        }
        return;
      }
      for (int i = patches.from[tap]; i < patches.to[tap]; i++) {
        plane[seen + i * patches.stride] += row[at + i];
      }
    }
  }

  /** The same in float64. */
  private static final class Doubles extends Columns {
    private final DoubleBuffer images;

    Doubles(DoubleBuffer images, Patches patches, int channels) {
      super(patches, channels);
      this.images = images;
    }

    @Override
    void gather(int start, int line, int lines, Workspace workspace) {
      DoubleBuffer columns = workspace.columns.doubles();
      double[] plane = workspace.doublePlane;
      double[] row = workspace.doubleRow;
      int n = lines * patches.width;
      for (int r = 0; r < channels * patches.taps(); r++) {
        int inner = r % patches.innerTaps;
        if (r % patches.taps() == 0) {
          images.get(start + r / patches.taps() * patches.plane, plane, 0, patches.plane);
        }
        for (int i = 0; i < n; i++) {
          int seen = seen(r, line + i / patches.width, i % patches.width, inner);
          row[i] = seen == Patches.OUTSIDE ? 0 : plane[seen];
        }
        columns.put(r * n, row, 0, n);
      }
    }

    @Override
    void scatter(int start, int line, int lines, Workspace workspace) {
      DoubleBuffer columns = workspace.columns.doubles();
      double[] plane = workspace.doublePlane;
      double[] row = workspace.doubleRow;
      int n = lines * patches.width;
      for (int r = 0; r < channels * patches.taps(); r++) {
        int inner = r % patches.innerTaps;
        int image = start + r / patches.taps() * patches.plane;
        if (r % patches.taps() == 0) {
          images.get(image, plane, 0, patches.plane);
        }
        columns.get(r * n, row, 0, n);
        for (int i = 0; i < n; i++) {
          int seen = seen(r, line + i / patches.width, i % patches.width, inner);
          if (seen != Patches.OUTSIDE) {
            plane[seen] += row[i];
          }
        }
        if ((r + 1) % patches.taps() == 0) {
          images.put(image, plane, 0, patches.plane);
        }
      }
    }

    private int seen(int r, int line, int column, int inner) {
      int start = patches.start(r % patches.taps() / patches.innerTaps, line);
      boolean inside =
          start != Patches.OUTSIDE && column >= patches.from[inner] && column < patches.to[inner];
      return inside ? start + patches.first[inner] + column * patches.stride : Patches.OUTSIDE;
    }
  }
}
