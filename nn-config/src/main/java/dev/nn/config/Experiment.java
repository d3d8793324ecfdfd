package dev.nn.config;

import com.google.inject.Injector;
import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendException;
import dev.nn.api.backend.BackendProvider;
import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest;
import dev.nn.api.data.PreparedData;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.ConfigException;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import dev.nn.config.registry.Backends;
import dev.nn.config.registry.Registries;
import dev.nn.config.spec.ExperimentSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A config that was read and found right, and what is needed to carry it out. What goes wrong later
 * on is reported at the lines that caused it.
 */
public final class Experiment {
  private final ExperimentSpec spec;
  private final PartialSpec partial;
  private final Places places;
  private final Registries registries;
  private final Review review;
  private final Backends backends;
  private final Supplier<Injector> parent;
  private Injector injector;

  /** Those found so far; warnings only. */
  private volatile Problems problems;

  Experiment(
      ExperimentSpec spec,
      PartialSpec partial,
      Places places,
      Problems problems,
      Registries registries,
      Review review,
      Backends backends,
      Supplier<Injector> parent) {
    this.spec = spec;
    this.partial = partial;
    this.places = places;
    this.problems = problems;
    this.registries = registries;
    this.review = review;
    this.backends = backends;
    this.parent = parent;
  }

  /** What the config says. */
  public ExperimentSpec spec() {
    return spec;
  }

  /** The config's folder, which relative paths start from. */
  public Path base() {
    return partial.base();
  }

  /**
   * The parts by injection: {@link ExperimentSpec}, {@code DataSource}, {@code Optimizer}, {@code
   * TrainingOptions}, {@code List<Callback>}, {@link PreparedData}, {@link Assembly}, {@code
   * Network}, {@code List<Objective>} and {@link Backend}; the last five are made when first asked
   * for, each once.
   */
  public synchronized Injector injector() {
    if (injector == null) { // Mere validation needs none of these.
      injector = parent.get().createChildInjector(new ExperimentModule(this));
    }
    return injector;
  }

  /**
   * What works, but is probably not meant so, in the order of places, without those that the config
   * ignores. There may be more after {@link #loadData()}, and again after {@link #review}.
   */
  public List<Problem> warnings() {
    return problems.warnings();
  }

  /** What the data source needs to know. */
  public DataRequest dataRequest() {
    return partial.dataRequest();
  }

  /**
   * Reads, splits and prepares the data.
   *
   * @throws ConfigException if the data are not what a key of the config says
   * @throws DataException if a data file is at fault
   */
  public PreparedData loadData() {
    return DataReading.read(partial, places, problems);
  }

  /**
   * The network and what it is trained for, checked against the data.
   *
   * @throws ConfigException if they do not fit each other, or the layers do not
   */
  public Assembly assemble(PreparedData data) {
    Problems found = problems.nextStage();
    Assembly assembly = new NetworkAssembler(partial, places, registries, found).assemble(data);
    found.throwIfAny();
    problems = found;
    return assembly;
  }

  /**
   * Looks for what is probably not meant in data and network together, such as features that are
   * not scaled; {@link #warnings()} has what it finds. Reads samples of large data, so that it
   * takes little time.
   *
   * @param assembly made of these data
   */
  public void review(PreparedData data, Assembly assembly) {
    review.data(data, assembly, problems);
  }

  /**
   * Starts the backend; the caller closes it.
   *
   * @throws ConfigException if there is none of that name
   * @throws BackendException if it cannot run on this machine
   */
  public Backend openBackend() {
    return backendProvider().open(spec.backend().options());
  }

  /**
   * The backend's provider, not yet started.
   *
   * @throws ConfigException if there is none of that name
   */
  public BackendProvider backendProvider() {
    String name = spec.backend().type();
    return backends
        .find(name)
        .orElseThrow(
            () ->
                new ConfigException(
                    Problem.at(
                            Code.BACKEND_NOT_INSTALLED,
                            places.path("backend"),
                            "the backend '" + name + "' is not on the class path")
                        .expectingOneOf(backends.names(), name)
                        .helping("add its jar, or choose another by 'backend:'")));
  }

  /** The config with everything resolved, every default filled in; for the config's own folder. */
  public String render() {
    return new Renderer(registries).render(spec);
  }

  /**
   * As {@link #render()}, with comments: which values are defaults or inferred, and which come from
   * variables, parents or settings.
   *
   * @param remarks further comments, by path: {@code model.layers.hidden}
   */
  public String annotated(Map<String, String> remarks) {
    return new Renderer(registries).annotated(spec, places, remarks);
  }

  /** As {@link #render()}, for a file in another folder: relative paths are rewritten. */
  public String render(Path folder) {
    return new Renderer(registries).render(spec, base(), folder);
  }

  /**
   * As {@link #render(Path)}, not as text but as maps, lists, texts, numbers and truth values: what
   * programs compare.
   */
  public Map<String, Object> tree(Path folder) {
    return new Renderer(registries).tree(spec, base(), folder);
  }
}
