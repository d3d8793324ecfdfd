/**
 * The benchmark: {@link dev.nn.bench.Bench} starts every {@link dev.nn.bench.Contender} in a
 * process of its own and lets them take turns. What runs inside a contender's process ({@code
 * Contender}, {@code Session}, {@code Workload}, {@code Problem}, {@code Child}) depends on the JDK
 * alone.
 */
package dev.nn.bench;
