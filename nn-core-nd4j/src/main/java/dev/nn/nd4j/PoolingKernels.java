package dev.nn.nd4j;

import dev.nn.api.op.AveragePool;
import dev.nn.api.op.AveragePoolGradient;
import dev.nn.api.op.MaxPool;
import dev.nn.api.op.MaxPoolGradient;
import dev.nn.api.op.WindowGeometry;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Pooling, plane by plane, planes dealt out to the threads. In float32 a plane is copied to the
 * heap and worked on there; float64 goes number by number.
 */
final class PoolingKernels {
  private static final double NANOS_PER_TAP = 1;

  private PoolingKernels() {}

  /** The work on one plane. */
  private interface Plane {
    void run(int plane, Workspace workspace);
  }

  /** All planes. */
  private record Planes(Plane plane, int count, int parts, Workers workers, Workspace[] workspaces)
      implements Kernel, Workers.Job {
    static Kernel of(Binding binding, Plane plane, int count, double tapsPerPlane) {
      Workers workers = binding.workers();
      int parts = Math.min(count, workers.partsFor(NANOS_PER_TAP * count * tapsPerPlane));
      return new Planes(plane, count, parts, workers, binding.workspaces());
    }

    @Override
    public void run() {
      workers.run(this, parts);
    }

    @Override
    public void run(int part, int worker) {
      int end = (int) ((long) count * (part + 1) / parts);
      for (int i = (int) ((long) count * part / parts); i < end; i++) {
        plane.run(i, workspaces[worker]);
      }
    }
  }

  static Kernel max(Binding binding) {
    MaxPool op = (MaxPool) binding.instruction().op();
    Shape x = binding.inputType(0).shape();
    Patches patches = new Patches(op.geometry(), spatial(x), op.window());
    boolean floats = binding.inputType(0).dtype() == DataType.FLOAT32;
    Plane plane;
    if (!floats) {
      plane = generalMax(binding, patches);
    } else if (isHalving(op, x)) {
      plane = halvingMax(binding, x.size(-1), patches);
    } else {
      plane = floatMax(binding, patches);
    }
    reserve(binding, patches);
    return Planes.of(binding, plane, planes(x), (double) patches.places() * patches.taps());
  }

  /** 2×2 with stride 2 over two axes: the most frequent by far. */
  private static boolean isHalving(MaxPool op, Shape x) {
    List<Integer> two = List.of(2, 2);
    return x.rank() == 4 && op.window().equals(two) && op.geometry().equals(WindowGeometry.of(two));
  }

  private static Plane halvingMax(Binding binding, int width, Patches patches) {
    FloatBuffer x = binding.floatInput(0);
    FloatBuffer y = binding.floatOutput(0);
    IntBuffer winners = binding.intOutput(1);
    int places = patches.places();
    return (i, workspace) -> {
      x.get(i * patches.plane, workspace.plane, 0, patches.plane);
      for (int line = 0; line < patches.lines; line++) {
        halveLine(workspace, 2 * line * width, width, line * patches.width, patches.width);
      }
      y.put(i * places, workspace.row, 0, places);
      winners.put(i * places, workspace.places, 0, places);
    };
  }

  // Without branches that depend on the numbers, which nobody can predict: 3 instead of 17 ns.
  private static void halveLine(Workspace workspace, int start, int width, int at, int n) {
    float[] plane = workspace.plane;
    float[] row = workspace.row;
    int[] places = workspace.places;
    for (int j = 0; j < n; j++) {
      int upper = start + 2 * j;
      int lower = upper + width;
      float a = plane[upper];
      float b = plane[upper + 1];
      float c = plane[lower];
      float d = plane[lower + 1];
      float ofUpper = Math.max(a, b);
      float ofLower = Math.max(c, d);
      float greatest = Math.max(ofUpper, ofLower);
      int winnerOfUpper = b > a ? upper + 1 : upper;
      int winnerOfLower = d > c ? lower + 1 : lower;
      row[at + j] = greatest;
      places[at + j] = ofLower > ofUpper ? winnerOfLower : winnerOfUpper;
      if (greatest != greatest) {
        places[at + j] = firstNaN(plane, upper, lower);
      }
    }
  }

  private static int firstNaN(float[] plane, int upper, int lower) {
    if (plane[upper] != plane[upper]) {
      return upper;
    }
    if (plane[upper + 1] != plane[upper + 1]) {
      return upper + 1;
    }
    return plane[lower] != plane[lower] ? lower : lower + 1;
  }

  private static Plane floatMax(Binding binding, Patches patches) {
    FloatBuffer x = binding.floatInput(0);
    FloatBuffer y = binding.floatOutput(0);
    IntBuffer winners = binding.intOutput(1);
    int[][] seen = patches.seen();
    return (i, workspace) -> {
      float[] plane = workspace.plane;
      float[] row = workspace.row;
      int[] places = workspace.places;
      x.get(i * patches.plane, plane, 0, patches.plane);
      for (int place = 0; place < seen.length; place++) {
        int winner = Patches.OUTSIDE;
        float greatest = Float.NEGATIVE_INFINITY;
        for (int tap : seen[place]) {
          if (winner == Patches.OUTSIDE || beats(plane[tap], greatest)) {
            winner = tap;
            greatest = plane[tap];
          }
        }
        row[place] = greatest;
        places[place] = winner;
      }
      y.put(i * seen.length, row, 0, seen.length);
      winners.put(i * seen.length, places, 0, seen.length);
    };
  }

  private static Plane generalMax(Binding binding, Patches patches) {
    Numbers x = Numbers.of(binding.input(0), binding.regions());
    Numbers y = Numbers.of(binding.output(0), binding.regions());
    IntBuffer winners = binding.intOutput(1);
    int[][] seen = patches.seen();
    return (i, workspace) -> {
      for (int place = 0; place < seen.length; place++) {
        int winner = Patches.OUTSIDE;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int tap : seen[place]) {
          double next = x.get(i * patches.plane + tap);
          if (winner == Patches.OUTSIDE || beats(next, greatest)) {
            winner = tap;
            greatest = next;
          }
        }
        y.set(i * seen.length + place, greatest);
        winners.put(i * seen.length + place, winner);
      }
    };
  }

  /** Greater; a NaN beats numbers and is not beaten. */
  private static boolean beats(double next, double greatest) {
    return next > greatest || (next != next && greatest == greatest);
  }

  static Kernel maxGradient(Binding binding) {
    MaxPoolGradient op = (MaxPoolGradient) binding.instruction().op();
    IntBuffer winners = binding.intInput(0);
    Shape dy = binding.inputType(1).shape();
    int places = Shape.of(spatial(dy)).elements();
    int size = Shape.of(op.spatial()).elements();
    if (binding.inputType(1).dtype() == DataType.FLOAT32) {
      FloatBuffer from = binding.floatInput(1);
      FloatBuffer to = binding.floatOutput(0);
      for (Workspace workspace : binding.workspaces()) {
        workspace.reservePlanes(size, places);
      }
      Plane plane =
          (i, workspace) -> {
            float[] sums = workspace.plane;
            from.get(i * places, workspace.row, 0, places);
            winners.get(i * places, workspace.places, 0, places);
            Arrays.fill(sums, 0, size, 0);
            for (int place = 0; place < places; place++) {
              int winner = workspace.places[place];
              if (winner != Patches.OUTSIDE) {
                sums[winner] += workspace.row[place];
              }
            }
            to.put(i * size, sums, 0, size);
          };
      return Planes.of(binding, plane, planes(dy), places + size);
    }
    Numbers from = Numbers.of(binding.input(1), binding.regions());
    Numbers to = Numbers.of(binding.output(0), binding.regions());
    Plane plane =
        (i, workspace) -> {
          for (int at = 0; at < size; at++) {
            to.set(i * size + at, 0);
          }
          for (int place = i * places; place < (i + 1) * places; place++) {
            int winner = winners.get(place);
            if (winner != Patches.OUTSIDE) {
              to.set(i * size + winner, to.get(i * size + winner) + from.get(place));
            }
          }
        };
    return Planes.of(binding, plane, planes(dy), places + size);
  }

  static Kernel average(Binding binding) {
    AveragePool op = (AveragePool) binding.instruction().op();
    Shape shape = binding.inputType(0).shape();
    Patches patches = new Patches(op.geometry(), spatial(shape), op.window());
    int[][] seen = patches.seen();
    double taps = (double) patches.places() * patches.taps();
    if (binding.inputType(0).dtype() == DataType.FLOAT32) {
      FloatBuffer x = binding.floatInput(0);
      FloatBuffer y = binding.floatOutput(0);
      reserve(binding, patches);
      Plane plane =
          (i, workspace) -> {
            float[] values = workspace.plane;
            x.get(i * patches.plane, values, 0, patches.plane);
            for (int place = 0; place < seen.length; place++) {
              float sum = 0;
              for (int tap : seen[place]) {
                sum += values[tap];
              }
              workspace.row[place] = sum / Math.max(1, seen[place].length);
            }
            y.put(i * seen.length, workspace.row, 0, seen.length);
          };
      return Planes.of(binding, plane, planes(shape), taps);
    }
    Numbers x = Numbers.of(binding.input(0), binding.regions());
    Numbers y = Numbers.of(binding.output(0), binding.regions());
    Plane plane =
        (i, workspace) -> {
          for (int place = 0; place < seen.length; place++) {
            double sum = 0;
            for (int tap : seen[place]) {
              sum += x.get(i * patches.plane + tap);
            }
            y.set(i * seen.length + place, sum / Math.max(1, seen[place].length));
          }
        };
    return Planes.of(binding, plane, planes(shape), taps);
  }

  static Kernel averageGradient(Binding binding) {
    AveragePoolGradient op = (AveragePoolGradient) binding.instruction().op();
    Shape shape = binding.inputType(0).shape();
    Patches patches = new Patches(op.geometry(), op.spatial(), op.window());
    int[][] seen = patches.seen();
    int size = patches.plane;
    double taps = (double) patches.places() * patches.taps();
    if (binding.inputType(0).dtype() == DataType.FLOAT32) {
      FloatBuffer dy = binding.floatInput(0);
      FloatBuffer dx = binding.floatOutput(0);
      reserve(binding, patches);
      Plane plane =
          (i, workspace) -> {
            float[] sums = workspace.plane;
            dy.get(i * seen.length, workspace.row, 0, seen.length);
            Arrays.fill(sums, 0, size, 0);
            for (int place = 0; place < seen.length; place++) {
              float share = workspace.row[place] / Math.max(1, seen[place].length);
              for (int tap : seen[place]) {
                sums[tap] += share;
              }
            }
            dx.put(i * size, sums, 0, size);
          };
      return Planes.of(binding, plane, planes(shape), taps);
    }
    Numbers dy = Numbers.of(binding.input(0), binding.regions());
    Numbers dx = Numbers.of(binding.output(0), binding.regions());
    Plane plane =
        (i, workspace) -> {
          for (int at = 0; at < size; at++) {
            dx.set(i * size + at, 0);
          }
          for (int place = 0; place < seen.length; place++) {
            double share = dy.get(i * seen.length + place) / Math.max(1, seen[place].length);
            for (int tap : seen[place]) {
              dx.set(i * size + tap, dx.get(i * size + tap) + share);
            }
          }
        };
    return Planes.of(binding, plane, planes(shape), taps);
  }

  private static void reserve(Binding binding, Patches patches) {
    for (Workspace workspace : binding.workspaces()) {
      workspace.reservePlanes(patches.plane, patches.places());
    }
  }

  private static int planes(Shape shape) {
    return shape.size(0) * shape.size(1);
  }

  private static List<Integer> spatial(Shape shape) {
    return shape.toList().subList(2, shape.rank());
  }
}
