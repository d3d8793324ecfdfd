/**
 * Networks as data: layers in a DAG, and how they are written into a graph. Depends on {@code
 * nn-api} alone: it knows no layer but the block.
 */
package dev.nn.core.network;
