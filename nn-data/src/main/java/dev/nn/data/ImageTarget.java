package dev.nn.data;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;

/**
 * What is to be predicted of an image.
 *
 * @param sameAsInput whether it is the image itself, for autoencoders, in place of its label;
 *     default false
 */
public record ImageTarget(
    @Doc("The image itself is the target, not its label") @Default("false") boolean sameAsInput) {
  /** The label. */
  public static final ImageTarget LABEL = new ImageTarget(false);
}
