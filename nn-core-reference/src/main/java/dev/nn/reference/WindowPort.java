package dev.nn.reference;

import dev.nn.api.backend.Port;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.TensorType;

/** A port onto a window. */
record WindowPort(Window window) implements Port {
  @Override
  public TensorType type() {
    return window.type();
  }

  @Override
  public void write(float[] source, int from) {
    expectFloating(source.length, from);
    for (int i = 0; i < window.size(); i++) {
      window.set(i, source[from + i]);
    }
  }

  @Override
  public void write(double[] source, int from) {
    expectFloating(source.length, from);
    for (int i = 0; i < window.size(); i++) {
      window.set(i, source[from + i]);
    }
  }

  @Override
  public void write(int[] source, int from) {
    expect(DataType.INT32, source.length, from);
    for (int i = 0; i < window.size(); i++) {
      window.set(i, source[from + i]);
    }
  }

  @Override
  public void write(boolean[] source, int from) {
    expect(DataType.BOOL, source.length, from);
    for (int i = 0; i < window.size(); i++) {
      window.set(i, source[from + i] ? 1 : 0);
    }
  }

  @Override
  public void read(float[] target, int to) {
    expectFloating(target.length, to);
    for (int i = 0; i < window.size(); i++) {
      target[to + i] = (float) window.get(i);
    }
  }

  @Override
  public void read(double[] target, int to) {
    expectFloating(target.length, to);
    for (int i = 0; i < window.size(); i++) {
      target[to + i] = window.get(i);
    }
  }

  @Override
  public void read(int[] target, int to) {
    expect(DataType.INT32, target.length, to);
    for (int i = 0; i < window.size(); i++) {
      target[to + i] = (int) window.get(i);
    }
  }

  @Override
  public void read(boolean[] target, int to) {
    expect(DataType.BOOL, target.length, to);
    for (int i = 0; i < window.size(); i++) {
      target[to + i] = window.get(i) != 0;
    }
  }

  @Override
  public double item() {
    expectFloating(window.size(), 0);
    return window.get(0);
  }

  @Override
  public void item(double value) {
    expectFloating(window.size(), 0);
    window.set(0, value);
  }

  private void expectFloating(int length, int from) {
    if (!type().dtype().isFloating()) {
      throw new IllegalArgumentException(type() + " does not hold floating-point numbers");
    }
    expectRoom(length, from);
  }

  private void expect(DataType dtype, int length, int from) {
    if (type().dtype() != dtype) {
      throw new IllegalArgumentException(type() + " does not hold " + dtype);
    }
    expectRoom(length, from);
  }

  private void expectRoom(int length, int from) {
    if (from < 0 || length - from < window.size()) {
      throw new IllegalArgumentException(
          type()
              + " has "
              + window.size()
              + " elements, the array only "
              + (length - from)
              + " from index "
              + from
              + " on");
    }
  }
}
