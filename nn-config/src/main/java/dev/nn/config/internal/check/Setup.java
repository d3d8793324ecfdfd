package dev.nn.config.internal.check;

import dev.nn.config.problem.Origin;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.Registration;
import dev.nn.config.registry.Registries;
import dev.nn.config.spec.ExperimentSpec;
import dev.nn.config.spec.OutputSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A config without errors, and where its parts are written.
 *
 * @param spec what it says
 * @param wiring its layers
 * @param where places
 * @param registries for the names of its parts
 */
public record Setup(ExperimentSpec spec, Wiring wiring, Whereabouts where, Registries registries) {

  /** What an output went through last; empty if it is not known. */
  public Optional<Ending> ending(OutputSpec output) {
    return wiring.maker(output.layer()).flatMap(part -> Ending.of(wiring, part));
  }

  /** Where the function of an ending is written, or its layer. */
  public Origin place(Ending ending) {
    return where.layer(ending.part().path(), "activation");
  }

  /** The name under which a part is chosen, such as {@code adam}. */
  public <T> String name(Kind<T> kind, T part) {
    return registries
        .of(kind)
        .of(part)
        .map(Registration::name)
        .orElseGet(() -> part.getClass().getSimpleName());
  }

  /** The place of the first of some dotted paths that is written; else that of the last's start. */
  public Origin place(String... paths) {
    return Stream.of(paths)
        .flatMap(path -> where.written(path).stream())
        .findFirst()
        .orElseGet(() -> where.path(paths[paths.length - 1]));
  }

  /** Whether the config, or what it extends, or the command line says something at a path. */
  public boolean says(String... paths) {
    return Stream.of(paths).anyMatch(path -> where.written(path).isPresent());
  }

  /**
   * Whether the command line says how long training is or how many examples there are: a short run
   * to try something, in which what is made for the whole length looks wrong.
   */
  public boolean isTrial() {
    return Stream.of("train.epochs", "data.limit", "data.samples", "data.split.train")
        .flatMap(path -> where.written(path).stream())
        .anyMatch(origin -> origin.source().file().isEmpty());
  }

  /** The model's outputs. */
  public List<OutputSpec> outputs() {
    return spec.model().outputs();
  }
}
