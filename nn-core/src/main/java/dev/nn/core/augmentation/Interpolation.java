package dev.nn.core.augmentation;

import java.util.Locale;

/** The colour of a place between pixels. */
public enum Interpolation {
  /** That of the nearest pixel. */
  NEAREST,
  /** The mean of the four around it, weighted by distance. */
  BILINEAR;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
