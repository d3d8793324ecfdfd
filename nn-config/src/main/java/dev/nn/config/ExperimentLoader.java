package dev.nn.config;

import com.google.inject.Guice;
import com.google.inject.Inject;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Stage;
import com.google.inject.util.Modules;
import dev.nn.api.data.DataException;
import dev.nn.api.data.PreparedData;
import dev.nn.config.internal.tree.ConfigFiles;
import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.internal.tree.Interpolation;
import dev.nn.config.internal.tree.Overrides;
import dev.nn.config.problem.ConfigException;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import dev.nn.config.problem.SourceText;
import dev.nn.config.registry.Backends;
import dev.nn.config.registry.Registries;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads configs. In this order: read the file, merge it over what it extends, apply settings, put
 * in variables, validate everything. Nothing is computed, no data are read, no backend is started.
 */
public final class ExperimentLoader {
  private final Registries registries;
  private final Backends backends;
  private Injector injector;

  @Inject
  ExperimentLoader(Registries registries, Backends backends, Injector injector) {
    this.registries = registries;
    this.backends = backends;
    this.injector = injector;
  }

  /**
   * A loader that knows the standard parts, those of plugins on the class path, and those of the
   * given modules, which may also override bindings.
   *
   * @throws IllegalArgumentException if a plugin's registration is wrong, or two parts have the
   *     same name
   * @throws com.google.inject.ProvisionException if that is so of what the modules bind
   */
  public static ExperimentLoader create(Module... modules) {
    if (modules.length == 0) {
      // An injector is made when one is asked for: making it takes a quarter of nn validate.
      return new ExperimentLoader(Registries.installed(), Backends.installed(), null);
    }
    return Guice.createInjector(
            Stage.DEVELOPMENT, Modules.override(new ConfigModule()).with(modules))
        .getInstance(ExperimentLoader.class);
  }

  private synchronized Injector injector() {
    if (injector == null) {
      injector =
          Guice.createInjector(
              Stage.DEVELOPMENT,
              binder -> {
                binder.bind(Registries.class).toInstance(registries);
                binder.bind(Backends.class).toInstance(backends);
                binder.bind(ExperimentLoader.class).toInstance(this);
              });
    }
    return injector;
  }

  /** What configs can name. */
  public Registries registries() {
    return registries;
  }

  /** The backends on the class path. */
  public Backends backends() {
    return backends;
  }

  /** As {@link #load(Path, List)}, without settings. */
  public Experiment load(Path file) {
    return load(file, List.of());
  }

  /**
   * Reads a config.
   *
   * @param settings applied over the file, each {@code key.path=value}
   * @throws ConfigException with every problem found
   */
  public Experiment load(Path file, List<String> settings) {
    return load(file, settings, Interpolation::systemEnvironment);
  }

  /**
   * All errors and warnings of a config, in the order of their places. What is wrong does not keep
   * the rest from being looked at.
   *
   * @param withData whether to read the data, too, and to check that the network fits them
   */
  public List<Problem> check(Path file, List<String> settings, boolean withData) {
    return check(file, settings, withData, Interpolation::systemEnvironment);
  }

  List<Problem> check(
      Path file,
      List<String> settings,
      boolean withData,
      Function<String, Optional<String>> environment) {
    Problems problems = new Problems();
    try {
      Source source = read(file, settings, environment, problems);
      Reading reading = source.reading();
      NetworkAssembler assembler =
          new NetworkAssembler(reading.partial(), reading.places(), registries, problems);
      if (withData && reading.partial().tellsDataAll()) {
        PreparedData data = DataReading.read(reading.partial(), reading.places(), problems);
        Assembly assembly = assembler.assemble(data);
        if (problems.none()) {
          review(source, problems).data(data, assembly, problems);
        }
      } else {
        assembler.checkStatedShapes();
        if (problems.none()) {
          review(source, problems);
        }
      }
    } catch (ConfigException e) {
      e.problems().forEach(problems::add);
    } catch (DataException e) {
      problems.add(DataFaults.problem(e));
    }
    return problems.all();
  }

  Experiment load(
      Path file, List<String> settings, Function<String, Optional<String>> environment) {
    Problems problems = new Problems();
    Source source = read(file, settings, environment, problems);
    checkShapes(source.reading(), problems);
    return experiment(source.reading(), review(source, problems), problems);
  }

  /**
   * Reads a config that is in no file, such as that of a model file. What is probably not meant in
   * it is not looked for: it has been put to use already.
   *
   * @param text YAML; it cannot extend others
   * @param as the file that it stands for: named in errors, and the start of relative paths
   * @throws ConfigException with every problem found
   */
  public Experiment parse(String text, Path as, List<String> settings) {
    Problems problems = new Problems();
    ConfigNode.Mapping written = ConfigFiles.parse(SourceText.file(as, 0, text), problems);
    Path file = as.toAbsolutePath().normalize();
    Reading reading =
        read(written, file, settings, Interpolation::systemEnvironment, problems).reading();
    checkShapes(reading, problems);
    Review review = new Review(reading.whole().orElseThrow(), reading.places(), registries);
    return experiment(reading, review, problems);
  }

  /**
   * What was read.
   *
   * @param written before settings
   * @param set with them
   * @param reading what it means
   */
  private record Source(ConfigNode.Mapping written, ConfigNode.Mapping set, Reading reading) {}

  private void checkShapes(Reading reading, Problems problems) {
    new NetworkAssembler(reading.partial(), reading.places(), registries, problems)
        .checkStatedShapes();
    problems.throwIfAny();
  }

  private Review review(Source source, Problems problems) {
    Reading reading = source.reading();
    Review review = new Review(reading.whole().orElseThrow(), reading.places(), registries);
    review.config(source.written(), source.set(), problems);
    return review;
  }

  private Experiment experiment(Reading reading, Review review, Problems problems) {
    return new Experiment(
        reading.whole().orElseThrow(),
        reading.partial(),
        reading.places(),
        problems,
        registries,
        review,
        backends,
        this::injector);
  }

  private Source read(
      Path file,
      List<String> settings,
      Function<String, Optional<String>> environment,
      Problems problems) {
    Path absolute = file.toAbsolutePath().normalize();
    try {
      ConfigNode.Mapping written = new ConfigFiles(problems).read(file);
      return read(written, absolute, settings, environment, problems);
    } catch (ConfigException e) {
      // What was found before the reading had to stop is no less wrong.
      e.problems().forEach(problems::add);
      problems.throwIfAny();
      throw e;
    }
  }

  private Source read(
      ConfigNode.Mapping written,
      Path file,
      List<String> settings,
      Function<String, Optional<String>> environment,
      Problems problems) {
    LayerNames names = new LayerNames(registries);
    ConfigNode.Mapping set =
        new Overrides(list -> names.of(list.items()), problems).apply(written, settings);
    ConfigNode.Mapping resolved = new Interpolation(set, environment, problems).resolve();
    Reading reading =
        new ExperimentReader(
                resolved,
                file.getParent(),
                FolderNames.ofConfig(file),
                registries,
                backends,
                problems)
            .read();
    return new Source(written, set, reading);
  }
}
