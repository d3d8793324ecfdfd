package dev.nn.api.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The short name under which a record can be chosen in a config: {@code type: dense}. The record's
 * components become its keys, in snake_case. A component may be an {@code int}, {@code long},
 * {@code double}, {@code boolean}, {@code String}, {@code java.nio.file.Path} (relative to the
 * config file), an enum (constants in lower case), a {@code List}, a {@code Map<String, …>}, an
 * {@code Optional} (key may be left out), another record, or a configurable interface such as
 * {@code Initializer}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Type {
  /** The name, in snake_case. */
  String value();

  /** Other accepted names, such as {@code linear} for {@code dense}. */
  String[] aliases() default {};
}
