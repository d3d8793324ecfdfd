/**
 * Deeplearning4j as a contender, with its workspaces on. Depends on the harness and Deeplearning4j.
 */
package dev.nn.bench.dl4j;
