package dev.nn.core.network;

/** A network that cannot be: the name of the layer at fault and why. */
public class NetworkException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String layer;
  private final String reason;

  /** A fault of one layer. */
  public NetworkException(String layer, String reason) {
    super("layer '" + layer + "': " + reason);
    this.layer = layer;
    this.reason = reason;
  }

  /** The layer at fault. */
  public String layer() {
    return layer;
  }

  /** What is wrong, without the layer's name. */
  public String reason() {
    return reason;
  }
}
