package dev.nn.core.check;

import dev.nn.api.tensor.Shape;

/**
 * How far two backends' results for one value lie apart.
 *
 * @param layer path of the layer, or name of the input, or {@code loss}
 * @param name {@code a}, {@code ∂C/∂a}, {@code ∂C/∂kernel}, {@code C}
 * @param shape of the value
 * @param largest the largest |x| of the base's values
 * @param absolute the largest |x − y|; ∞ where only one is a finite number
 * @param relative that over the value's size, see {@link BackendComparison}
 * @param worst flat row-major index of that place
 * @param base x there
 * @param other y there
 * @param within whether it is not more than the tolerance
 */
public record ValueDifference(
    String layer,
    String name,
    Shape shape,
    double largest,
    double absolute,
    double relative,
    int worst,
    double base,
    double other,
    boolean within) {}
