/**
 * The contract of backends: subclass {@link dev.nn.testkit.backend.BackendContractTest}. Every op
 * is compared with the reference backend, over shapes, types and placements in memory.
 */
package dev.nn.testkit.backend;
