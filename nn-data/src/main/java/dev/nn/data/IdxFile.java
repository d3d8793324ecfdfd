package dev.nn.data;

import dev.nn.api.data.DataException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file of unsigned bytes in the idx format of MNIST: two zero bytes, the type byte 0x08, the
 * number of dimensions, then the dimensions as big-endian 32-bit integers, then the values.
 * Compressed with gzip or not, whatever its name.
 *
 * @param file where it came from
 * @param total number of entries in the file, read or not
 * @param dimensions sizes of what was read, outermost first
 * @param values row-major
 */
record IdxFile(Path file, int total, int[] dimensions, byte[] values) {
  private static final int GZIP = 0x1f8b;
  private static final int UNSIGNED_BYTES = 0x08;

  /** Deflate does not compress better than this. */
  private static final long GREATEST_RATIO = 1032;

  /**
   * @param rank number of dimensions that the file must have
   * @param limit reads no more than this many entries of the first dimension
   * @throws DataException if the file cannot be read or is not such a file
   */
  static IdxFile read(Path file, int rank, Optional<Integer> limit) {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      boolean compressed = isGzip(raw);
      DataInputStream in =
          new DataInputStream(compressed ? new GZIPInputStream(raw, 1 << 16) : raw);
      int[] dimensions = header(file, in, rank);
      long promised = elements(dimensions);
      // Checked first, so that a damaged header is a message and not an attempt to allocate
      // gigabytes.
      if (promised > Files.size(file) * (compressed ? GREATEST_RATIO : 1)) {
        throw truncated(file, dimensions);
      }
      int total = dimensions[0];
      boolean all = limit.isEmpty() || limit.get() >= total;
      if (!all) {
        dimensions[0] = limit.get();
      }
      long wanted = elements(dimensions);
      if (wanted > Integer.MAX_VALUE - 8) {
        throw DataException.at(
            file, 0, "holds " + wanted + " values, too many for one array; set data.limit");
      }
      byte[] values = new byte[(int) wanted];
      int read = in.readNBytes(values, 0, values.length);
      if (read < values.length) {
        throw truncated(file, dimensions);
      }
      if (all && in.read() >= 0) {
        throw DataException.at(
            file, 0, "goes on after the values that its dimensions promise: " + text(dimensions));
      }
      return new IdxFile(file, total, dimensions, values);
    } catch (NoSuchFileException e) {
      throw DataException.because(file, "no such file", e);
    } catch (EOFException | ZipException e) {
      throw DataException.because(
          file, "the file is truncated or damaged (" + e.getMessage() + "); fetch it again", e);
    } catch (IOException e) {
      throw DataException.because(file, "cannot be read: " + e.getMessage(), e);
    }
  }

  /** Whether {@code file} begins like an idx file, compressed or not. */
  static boolean isIdx(Path file) {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file))) {
      InputStream in = isGzip(raw) ? new GZIPInputStream(raw) : raw;
      return Arrays.equals(in.readNBytes(3), new byte[] {0, 0, UNSIGNED_BYTES});
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a stream begins like a gzip file; it must know how to go back. */
  static boolean isGzip(InputStream in) throws IOException {
    in.mark(2);
    int magic = in.read() << 8 | in.read();
    in.reset();
    return magic == GZIP;
  }

  private static int[] header(Path file, DataInputStream in, int rank) throws IOException {
    int magic = in.readInt();
    if (magic != (UNSIGNED_BYTES << 8 | rank)) {
      throw DataException.at(
          file,
          0,
          "expected an idx file of unsigned bytes with %d dimension(s), magic number 0x%08x, found 0x%08x"
              .formatted(rank, UNSIGNED_BYTES << 8 | rank, magic));
    }
    int[] dimensions = new int[rank];
    for (int i = 0; i < rank; i++) {
      dimensions[i] = in.readInt();
      if (dimensions[i] <= 0) {
        throw DataException.at(file, 0, "dimension " + i + " is " + dimensions[i]);
      }
    }
    return dimensions;
  }

  private static long elements(int[] dimensions) {
    try {
      long product = 1;
      for (int size : dimensions) {
        product = Math.multiplyExact(product, (long) size);
      }
      return product;
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }

  private static DataException truncated(Path file, int[] dimensions) {
    return DataException.at(
        file,
        0,
        "the file is truncated: fewer values than its dimensions promise: " + text(dimensions));
  }

  private static String text(int[] dimensions) {
    return Arrays.toString(dimensions);
  }

  /** Number of entries of the first dimension. */
  int size() {
    return dimensions[0];
  }
}
