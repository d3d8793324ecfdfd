package dev.nn.nd4j;

import dev.nn.api.backend.Buffer;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** Fills registers with the elements of an input, stretched to the shape of the results. */
abstract class FloatSource {
  /** Puts the elements at flat indices {@code start} to {@code start + n} into a register. */
  abstract void load(float[] register, int start, int n, Workspace workspace);

  /** After how many elements it repeats; 0 if never. */
  int period() {
    return 0;
  }

  static FloatSource of(Buffer buffer, Shape shape, Regions regions) {
    Stretch stretch = new Stretch(buffer.type().shape(), shape);
    Reader reader =
        buffer.type().dtype() == DataType.BOOL
            ? new TruthReader(regions.bytes(buffer))
            : new FloatReader(regions.floats(buffer));
    return switch (stretch.kind()) {
      case DENSE, SCALAR -> new Dense(reader);
      case ROW -> new Row(reader, stretch.inner());
      case COLUMN, PLANES -> new Column(reader, stretch.inner(), stretch.middle());
      case GENERAL -> new General(reader, stretch);
    };
  }

  /** Reads a piece of memory as floats. */
  private interface Reader {
    void read(int from, float[] to, int at, int n, Workspace workspace);
  }

  private record FloatReader(FloatBuffer memory) implements Reader {
    @Override
    public void read(int from, float[] to, int at, int n, Workspace workspace) {
      memory.get(from, to, at, n);
    }
  }

  private record TruthReader(ByteBuffer memory) implements Reader {
    @Override
    public void read(int from, float[] to, int at, int n, Workspace workspace) {
      byte[] bytes = workspace.bytes;
      memory.get(from, bytes, 0, n);
      for (int i = 0; i < n; i++) {
        to[at + i] = bytes[i];
      }
    }
  }

  private static final class Dense extends FloatSource {
    private final Reader reader;

    Dense(Reader reader) {
      this.reader = reader;
    }

    @Override
    void load(float[] register, int start, int n, Workspace workspace) {
      reader.read(start, register, 0, n, workspace);
    }
  }

  private static final class Row extends FloatSource {
    private final Reader reader;
    private final int length;

    Row(Reader reader, int length) {
      this.reader = reader;
      this.length = length;
    }

    @Override
    void load(float[] register, int start, int n, Workspace workspace) {
      int column = start % length;
      for (int at = 0; at < n; ) {
        int run = Math.min(n - at, length - column);
        reader.read(column, register, at, run, workspace);
        at += run;
        column = 0;
      }
    }

    @Override
    int period() {
      return length;
    }
  }

  private static final class Column extends FloatSource {
    private final Reader reader;
    private final int length;
    private final int rows;

    Column(Reader reader, int length, int rows) {
      this.reader = reader;
      this.length = length;
      this.rows = rows;
    }

    @Override
    void load(float[] register, int start, int n, Workspace workspace) {
      int row = start / length % rows;
      int left = length - start % length;
      for (int at = 0; at < n; ) {
        int run = Math.min(n - at, left);
        reader.read(row, register, at, 1, workspace);
        Arrays.fill(register, at + 1, at + run, register[at]);
        at += run;
        row = row + 1 == rows ? 0 : row + 1;
        left = length;
      }
    }
  }

  private static final class General extends FloatSource {
    private final Reader reader;
    private final Stretch stretch;

    General(Reader reader, Stretch stretch) {
      this.reader = reader;
      this.stretch = stretch;
    }

    @Override
    void load(float[] register, int start, int n, Workspace workspace) {
      for (int i = 0; i < n; i++) {
        reader.read(stretch.source(start + i), register, i, 1, workspace);
      }
    }
  }
}
