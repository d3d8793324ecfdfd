package dev.nn.api.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Bounds of a number, or of every number of a list; checked where the config is read, so that the
 * error has a line.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Range {
  /** Smallest allowed value. */
  double min() default Double.NEGATIVE_INFINITY;

  /** Largest allowed value. */
  double max() default Double.POSITIVE_INFINITY;

  /** Whether {@link #min} itself is forbidden. */
  boolean minExclusive() default false;

  /** Whether {@link #max} itself is forbidden. */
  boolean maxExclusive() default false;
}
