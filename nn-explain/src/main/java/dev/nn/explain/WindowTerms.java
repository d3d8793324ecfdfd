package dev.nn.explain;

import dev.nn.api.graph.Node;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Ref;
import dev.nn.api.op.AveragePool;
import dev.nn.api.op.AveragePoolGradient;
import dev.nn.api.op.Convolution;
import dev.nn.api.op.ConvolutionInputGradient;
import dev.nn.api.op.ConvolutionKernelGradient;
import dev.nn.api.op.MaxPool;
import dev.nn.api.op.MaxPoolGradient;
import dev.nn.api.op.WindowGeometry;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Single numbers where windows slide over images: what a window saw, and what the entries of an
 * image get back from all windows that saw them. What falls into the padding is left out.
 */
record WindowTerms(Entries entries) {

  /** What an entry is made of; empty if no window slides here. */
  Optional<Term> of(Node node, int output, int[] at) {
    Op op = node.op();
    if (op instanceof Convolution convolution) {
      return Optional.of(seen(convolution, node, at));
    }
    if (op instanceof ConvolutionInputGradient gradient) {
      return Optional.of(sentBack(gradient, node, at));
    }
    if (op instanceof ConvolutionKernelGradient gradient) {
      return Optional.of(weight(gradient, node, at));
    }
    if (op instanceof MaxPool pool && output == 0) {
      List<Term> seen = pooled(pool.geometry(), pool.window(), node.inputs().get(0), at);
      return Optional.of(
          seen.isEmpty() ? new Term.Number(Double.NEGATIVE_INFINITY) : Entries.one("max", seen));
    }
    if (op instanceof AveragePool pool) {
      List<Term> seen = pooled(pool.geometry(), pool.window(), node.inputs().get(0), at);
      return Optional.of(
          Entries.mean(entries.sum(seen.size(), seen::get), Math.max(1, seen.size())));
    }
    if (op instanceof MaxPoolGradient gradient) {
      return winners(gradient, node, at);
    }
    return op instanceof AveragePoolGradient gradient
        ? Optional.of(shares(gradient, node, at))
        : Optional.empty();
  }

  /** Where tap t of the window at place p looks. */
  private static int[] look(WindowGeometry geometry, int[] p, int[] t) {
    int[] source = new int[p.length];
    for (int axis = 0; axis < p.length; axis++) {
      source[axis] =
          p[axis] * geometry.strides().get(axis)
              + t[axis] * geometry.dilations().get(axis)
              - geometry.before().get(axis);
    }
    return source;
  }

  /** The place whose tap t looks at q; empty if there is none. */
  private static Optional<int[]> place(WindowGeometry geometry, int[] q, int[] t, Shape places) {
    int[] place = new int[q.length];
    for (int axis = 0; axis < q.length; axis++) {
      int from = q[axis] + geometry.before().get(axis) - t[axis] * geometry.dilations().get(axis);
      if (Math.floorMod(from, geometry.strides().get(axis)) != 0) {
        return Optional.empty();
      }
      place[axis] = from / geometry.strides().get(axis);
    }
    return Entries.isInside(places, place) ? Optional.of(place) : Optional.empty();
  }

  private static Shape spatial(Shape shape) {
    return shape.subshape(2, shape.rank());
  }

  private static int[] spatial(int[] at) {
    return Arrays.copyOfRange(at, 2, at.length);
  }

  private static int[] at(int example, int channel, int[] place) {
    int[] at = new int[place.length + 2];
    at[0] = example;
    at[1] = channel;
    System.arraycopy(place, 0, at, 2, place.length);
    return at;
  }

  /** Σ of kernel · x over the window. */
  private Term seen(Convolution op, Node node, int[] at) {
    Ref x = node.inputs().get(0);
    Ref kernel = node.inputs().get(1);
    Shape weights = entries.shape(kernel);
    Shape window = spatial(weights);
    int first = at[1] / (weights.size(0) / op.groups()) * weights.size(1);
    List<Term> terms = new ArrayList<>();
    for (int channel = 0; channel < weights.size(1); channel++) {
      for (int k = 0; k < window.elements(); k++) {
        int[] tap = Indices.of(window, k);
        int[] source = at(at[0], first + channel, look(op.geometry(), spatial(at), tap));
        if (Entries.isInside(entries.shape(x), source)) {
          terms.add(
              Entries.times(
                  entries.read(kernel, at(at[1], channel, tap)), entries.read(x, source)));
        }
      }
    }
    return entries.sum(terms.size(), terms::get);
  }

  /** Σ of kernel · ∂C/∂y over the windows that saw an entry. */
  private Term sentBack(ConvolutionInputGradient op, Node node, int[] at) {
    Ref dy = node.inputs().get(0);
    Ref kernel = node.inputs().get(1);
    Shape weights = entries.shape(kernel);
    Shape window = spatial(weights);
    int filters = weights.size(0) / op.groups();
    int group = at[1] / weights.size(1);
    List<Term> terms = new ArrayList<>();
    for (int filter = group * filters; filter < (group + 1) * filters; filter++) {
      for (int k = 0; k < window.elements(); k++) {
        int[] tap = Indices.of(window, k);
        Optional<int[]> place = place(op.geometry(), spatial(at), tap, spatial(entries.shape(dy)));
        if (place.isPresent()) {
          terms.add(
              Entries.times(
                  entries.read(kernel, at(filter, at[1] % weights.size(1), tap)),
                  entries.read(dy, at(at[0], filter, place.get()))));
        }
      }
    }
    return entries.sum(terms.size(), terms::get);
  }

  /** Σ of x · ∂C/∂y over all places where a weight was used. */
  private Term weight(ConvolutionKernelGradient op, Node node, int[] at) {
    Ref x = node.inputs().get(0);
    Ref dy = node.inputs().get(1);
    Shape windows = entries.shape(dy);
    Shape places = spatial(windows);
    int channels = entries.shape(x).size(1) / op.groups();
    int channel = at[0] / (windows.size(1) / op.groups()) * channels + at[1];
    List<Term> terms = new ArrayList<>();
    for (int example = 0; example < windows.size(0); example++) {
      for (int p = 0; p < places.elements(); p++) {
        int[] place = Indices.of(places, p);
        int[] source = at(example, channel, look(op.geometry(), place, spatial(at)));
        if (Entries.isInside(entries.shape(x), source)) {
          terms.add(
              Entries.times(entries.read(x, source), entries.read(dy, at(example, at[0], place))));
        }
      }
    }
    return entries.sum(terms.size(), terms::get);
  }

  private List<Term> pooled(WindowGeometry geometry, List<Integer> window, Ref x, int[] at) {
    List<Term> seen = new ArrayList<>();
    for (int[] source : sources(geometry, window, entries.shape(x), at)) {
      seen.add(entries.read(x, source));
    }
    return seen;
  }

  /** What of x the window at an entry of the result sees. */
  private static List<int[]> sources(
      WindowGeometry geometry, List<Integer> window, Shape x, int[] at) {
    Shape taps = Shape.of(window);
    List<int[]> sources = new ArrayList<>();
    for (int k = 0; k < taps.elements(); k++) {
      int[] source = at(at[0], at[1], look(geometry, spatial(at), Indices.of(taps, k)));
      if (Entries.isInside(x, source)) {
        sources.add(source);
      }
    }
    return sources;
  }

  /** Σ of ∂C/∂y over the windows in which an entry was the greatest. */
  private Optional<Term> winners(MaxPoolGradient op, Node node, int[] at) {
    Tensor winners = entries.values().get(node.inputs().get(0));
    if (winners == null) {
      return Optional.empty();
    }
    int own = Indices.entry(Shape.of(op.spatial()), spatial(at));
    Shape places = spatial(winners.shape());
    List<Term> terms = new ArrayList<>();
    for (int p = 0; p < places.elements(); p++) {
      int[] place = at(at[0], at[1], Indices.of(places, p));
      if ((int) winners.get(Indices.entry(winners.shape(), place)) == own) {
        terms.add(entries.read(node.inputs().get(1), place));
      }
    }
    return Optional.of(entries.sum(terms.size(), terms::get));
  }

  /** Σ of ∂C/∂y over the windows that saw an entry, each divided by how many it saw. */
  private Term shares(AveragePoolGradient op, Node node, int[] at) {
    Ref dy = node.inputs().get(0);
    Shape image = entries.shape(dy).subshape(0, 2).concat(Shape.of(op.spatial()));
    List<Term> terms = new ArrayList<>();
    for (int[] place : windows(op.geometry(), op.window(), entries.shape(dy), at)) {
      int count = sources(op.geometry(), op.window(), image, place).size();
      terms.add(Entries.mean(entries.read(dy, place), count));
    }
    return entries.sum(terms.size(), terms::get);
  }

  /** The windows that see an entry of the image, in the order of their places. */
  private static List<int[]> windows(
      WindowGeometry geometry, List<Integer> window, Shape dy, int[] at) {
    Shape taps = Shape.of(window);
    List<int[]> windows = new ArrayList<>();
    for (int k = taps.elements() - 1; k >= 0; k--) {
      place(geometry, spatial(at), Indices.of(taps, k), spatial(dy))
          .ifPresent(place -> windows.add(at(at[0], at[1], place)));
    }
    return windows;
  }
}
