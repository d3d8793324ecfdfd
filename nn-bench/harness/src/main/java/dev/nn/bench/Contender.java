package dev.nn.bench;

/**
 * A library under test. It has a public constructor without arguments and lives in a process of its
 * own, with the class path and the environment that its {@code .properties} file names.
 */
public interface Contender {

  /** What ran, for the report: library, version, native libraries, threads. */
  String describe();

  /** Builds the workload's network from {@link Problem}'s weights and puts its data in place. */
  Session open(Workload workload);
}
