package dev.nn.core.network;

import dev.nn.api.graph.Value;
import dev.nn.api.tensor.ShapeException;
import java.util.List;
import java.util.Optional;

/** A network that cannot be: the name of the layer at fault, why, and if possible the way out. */
public class NetworkException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String layer;
  private final String reason;
  private final String help;
  private final ShapeException misfit;

  /** A fault of one layer. */
  public NetworkException(String layer, String reason) {
    this(layer, reason, null, null);
  }

  private NetworkException(String layer, String reason, String help, ShapeException misfit) {
    super("layer '" + layer + "': " + reason + (help == null ? "" : "; " + help), misfit);
    this.layer = layer;
    this.reason = reason;
    this.help = help;
    this.misfit = misfit;
  }

  /** A fault of one layer, whatever its inputs are like. */
  static NetworkException of(String layer, ShapeException misfit) {
    return new NetworkException(layer, misfit.getMessage(), misfit.help().orElse(null), misfit);
  }

  /** A layer that cannot work with these inputs. */
  static NetworkException of(String layer, ShapeException misfit, List<Value> inputs) {
    if (inputs.isEmpty()) {
      return of(layer, misfit);
    }
    return new NetworkException(
        layer,
        SpokenShapes.in(misfit.getMessage(), inputs)
            + (inputs.size() > 1 ? " (inputs here are " : " (input here is ")
            + SpokenShapes.of(inputs)
            + ")",
        misfit.help().map(help -> SpokenShapes.in(help, inputs)).orElse(null),
        misfit);
  }

  /** The layer at fault. */
  public String layer() {
    return layer;
  }

  /** What is wrong, without the layer's name. */
  public String reason() {
    return reason;
  }

  /** The way out. */
  public Optional<String> help() {
    return Optional.ofNullable(help);
  }

  /** What exactly does not fit, if that is known. */
  public Optional<ShapeException> misfit() {
    return Optional.ofNullable(misfit);
  }
}
