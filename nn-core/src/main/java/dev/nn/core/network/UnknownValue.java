package dev.nn.core.network;

/** What a layer gives out is not known, since one that it depends on could not be written. */
final class UnknownValue extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownValue() {
    // The place where it was thrown tells nothing.
    super(null, null, false, false);
  }
}
