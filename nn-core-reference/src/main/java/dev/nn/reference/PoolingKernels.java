package dev.nn.reference;

import dev.nn.api.op.AveragePool;
import dev.nn.api.op.AveragePoolGradient;
import dev.nn.api.op.MaxPool;
import dev.nn.api.op.MaxPoolGradient;
import dev.nn.api.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/** Pooling: plane by plane, place by place. */
final class PoolingKernels {
  private PoolingKernels() {}

  /** The greatest each window sees, and where. */
  static Kernel max(MaxPool op, Operands at) {
    Taps taps = new Taps(op.geometry(), spatial(at.inputShape(0)), op.window());
    Window x = at.input(0);
    Window winners = at.outputs().get(1);
    return () -> {
      for (int i = 0; i < winners.size(); i++) {
        int plane = i / taps.places * taps.plane;
        int winner = Taps.OUTSIDE;
        for (int tap = 0; tap < taps.count; tap++) {
          int seen = taps.at(i % taps.places, tap);
          if (seen != Taps.OUTSIDE
              && (winner == Taps.OUTSIDE || beats(x.get(plane + seen), x.get(plane + winner)))) {
            winner = seen;
          }
        }
        winners.set(i, winner);
        at.output()
            .set(i, winner == Taps.OUTSIDE ? Double.NEGATIVE_INFINITY : x.get(plane + winner));
      }
    };
  }

  /** A NaN beats numbers, and is not beaten. */
  private static boolean beats(double next, double winner) {
    return next > winner || (Double.isNaN(next) && !Double.isNaN(winner));
  }

  /** To each winner what came back to its window. */
  static Kernel maxGradient(MaxPoolGradient op, Operands at) {
    int plane = Shape.of(op.spatial()).elements();
    Window winners = at.input(0);
    Window dy = at.input(1);
    Shape places = at.inputShape(0);
    int perPlane = places.subshape(2, places.rank()).elements();
    double[] dx = new double[at.output().size()];
    return () -> {
      Arrays.fill(dx, 0);
      for (int i = 0; i < winners.size(); i++) {
        int winner = (int) winners.get(i);
        if (winner != Taps.OUTSIDE) {
          dx[i / perPlane * plane + winner] += dy.get(i);
        }
      }
      for (int i = 0; i < dx.length; i++) {
        at.output().set(i, dx[i]);
      }
    };
  }

  /** The mean of what each window sees. */
  static Kernel average(AveragePool op, Operands at) {
    Taps taps = new Taps(op.geometry(), spatial(at.inputShape(0)), op.window());
    Window x = at.input(0);
    return () -> {
      for (int i = 0; i < at.output().size(); i++) {
        int plane = i / taps.places * taps.plane;
        double sum = 0;
        for (int tap = 0; tap < taps.count; tap++) {
          int seen = taps.at(i % taps.places, tap);
          sum += seen == Taps.OUTSIDE ? 0 : x.get(plane + seen);
        }
        at.output().set(i, sum / Math.max(1, seen(taps, i % taps.places)));
      }
    };
  }

  /** To all that a window sees an equal share. */
  static Kernel averageGradient(AveragePoolGradient op, Operands at) {
    Taps taps = new Taps(op.geometry(), op.spatial(), op.window());
    Window dy = at.input(0);
    double[] dx = new double[at.output().size()];
    return () -> {
      Arrays.fill(dx, 0);
      for (int i = 0; i < dy.size(); i++) {
        int plane = i / taps.places * taps.plane;
        double share = dy.get(i) / Math.max(1, seen(taps, i % taps.places));
        for (int tap = 0; tap < taps.count; tap++) {
          int seen = taps.at(i % taps.places, tap);
          if (seen != Taps.OUTSIDE) {
            dx[plane + seen] += share;
          }
        }
      }
      for (int i = 0; i < dx.length; i++) {
        at.output().set(i, dx[i]);
      }
    };
  }

  /** How many taps see something other than padding. */
  private static int seen(Taps taps, int place) {
    int count = 0;
    for (int tap = 0; tap < taps.count; tap++) {
      count += taps.at(place, tap) == Taps.OUTSIDE ? 0 : 1;
    }
    return count;
  }

  private static List<Integer> spatial(Shape shape) {
    return shape.toList().subList(2, shape.rank());
  }
}
