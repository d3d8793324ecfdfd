package dev.nn.core.train;

/** Training that ran into infinities or NaN. The model has the weights of the last good epoch. */
public class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long step;

  /** At a step, counted from 1; the message says where and what to try. */
  public DivergedException(long step, String message) {
    super(message);
    this.step = step;
  }

  /** The step whose loss was not finite, from 1. */
  public long step() {
    return step;
  }
}
