package dev.nn.config;

import com.google.inject.Guice;
import com.google.inject.Inject;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Stage;
import com.google.inject.util.Modules;
import dev.nn.api.data.DataException;
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
import dev.nn.config.spec.ExperimentSpec;
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
  private final Injector injector;

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
   * @throws com.google.inject.CreationException if a registration is wrong
   * @throws com.google.inject.ProvisionException if two parts have the same name
   */
  public static ExperimentLoader create(Module... modules) {
    // Overriding costs a second pass over all bindings.
    Module all =
        modules.length == 0
            ? new ConfigModule()
            : Modules.override(new ConfigModule()).with(modules);
    return Guice.createInjector(Stage.DEVELOPMENT, all).getInstance(ExperimentLoader.class);
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
   * All errors and warnings of a config, in the order of their places.
   *
   * @param withData whether to read the data, too, and to check that the network fits them
   */
  public List<Problem> check(Path file, List<String> settings, boolean withData) {
    try {
      Experiment experiment = load(file, settings);
      if (withData) {
        experiment.assemble(experiment.loadData());
      }
      return experiment.warnings();
    } catch (ConfigException e) {
      return e.problems();
    } catch (DataException e) {
      return List.of(DataFaults.problem(e));
    }
  }

  Experiment load(
      Path file, List<String> settings, Function<String, Optional<String>> environment) {
    Path absolute = file.toAbsolutePath().normalize();
    return load(new ConfigFiles().read(file), absolute, settings, environment);
  }

  /**
   * Reads a config that is in no file, such as that of a model file.
   *
   * @param text YAML; it cannot extend others
   * @param as the file that it stands for: named in errors, and the start of relative paths
   * @throws ConfigException with every problem found
   */
  public Experiment parse(String text, Path as, List<String> settings) {
    return load(
        ConfigFiles.parse(SourceText.file(as, 0, text)),
        as.toAbsolutePath().normalize(),
        settings,
        Interpolation::systemEnvironment);
  }

  private Experiment load(
      ConfigNode.Mapping written,
      Path file,
      List<String> settings,
      Function<String, Optional<String>> environment) {
    LayerNames names = new LayerNames(registries);
    ConfigNode.Mapping set = new Overrides(list -> names.of(list.items())).apply(written, settings);
    Problems problems = new Problems();
    ConfigNode.Mapping resolved = new Interpolation(set, environment, problems).resolve();
    Path base = file.getParent();
    ExperimentReader reader =
        new ExperimentReader(resolved, base, nameOf(file), registries, backends, problems);
    ExperimentSpec spec = reader.read();
    Experiment experiment = new Experiment(spec, base, reader.places(), problems, injector);
    experiment.checkStatedShapes();
    return experiment;
  }

  private static String nameOf(Path file) {
    String name = file.getFileName().toString().replaceFirst("\\.[A-Za-z]+$", "");
    String safe = name.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[.-]+", "");
    return safe.isEmpty() ? "experiment" : safe;
  }
}
