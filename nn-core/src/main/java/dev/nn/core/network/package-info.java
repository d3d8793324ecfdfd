/** Networks as data: layers in a DAG, and how they are written into a graph. */
package dev.nn.core.network;
