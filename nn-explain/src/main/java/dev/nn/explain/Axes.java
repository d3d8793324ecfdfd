package dev.nn.explain;

import dev.nn.api.graph.Graph;
import dev.nn.api.graph.Op;
import dev.nn.api.op.AveragePool;
import dev.nn.api.op.Convolution;
import dev.nn.api.op.MaxPool;
import java.util.List;

/**
 * What the axes of a value are called, which its rank tells: rows and columns, steps, or channels
 * of an image. Four axes are an image only where a network looks at images; else they are the heads
 * of attention, and the like, and have no names but their numbers.
 */
final class Axes {
  /** Of one place, and of all. */
  private record Axis(String one, String all) {}

  private static final Axis EXAMPLE = new Axis("example", "batch");
  private static final Axis CHANNEL = new Axis("channel", "channels");
  private static final Axis ROW = new Axis("row", "height");
  private static final Axis COLUMN = new Axis("column", "width");

  private static final List<List<Axis>> BY_RANK =
      List.of(
          List.of(),
          List.of(new Axis("entry", "entries")),
          List.of(new Axis("row", "rows"), new Axis("column", "columns")),
          List.of(EXAMPLE, new Axis("step", "steps"), new Axis("feature", "features")),
          List.of(EXAMPLE, CHANNEL, ROW, COLUMN),
          List.of(EXAMPLE, CHANNEL, new Axis("slice", "depth"), ROW, COLUMN));

  private static final int IMAGE = 4;

  private final boolean images;

  Axes(Graph graph) {
    images = graph.nodes().stream().anyMatch(node -> isOfImages(node.op()));
  }

  private static boolean isOfImages(Op op) {
    if (op instanceof Convolution convolution) {
      return convolution.geometry().rank() > 1;
    }
    return op instanceof MaxPool max && max.geometry().rank() > 1
        || op instanceof AveragePool average && average.geometry().rank() > 1;
  }

  /** Whether places along all axes have names. */
  boolean hasNames(int rank) {
    return rank < (images ? BY_RANK.size() : IMAGE);
  }

  /** An axis at one place of it, such as {@code row}; only where axes have names. */
  String one(int rank, int axis) {
    return BY_RANK.get(rank).get(axis).one();
  }

  /** An axis as a whole, such as {@code rows}. */
  String all(int rank, int axis) {
    if (hasNames(rank)) {
      return BY_RANK.get(rank).get(axis).all();
    }
    return axis == 0 ? EXAMPLE.all() : "axis " + (axis + 1);
  }
}
