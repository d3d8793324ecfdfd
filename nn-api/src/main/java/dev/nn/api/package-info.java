/**
 * The API of nn: what others implement or call. The JDK is its only dependency.
 *
 * <p>A layer is a {@link dev.nn.api.layer.Layer}; its formula writes a {@link
 * dev.nn.api.graph.Graph} of {@linkplain dev.nn.api.op ops}; the engine turns that into a {@link
 * dev.nn.api.backend.Plan}, which a {@link dev.nn.api.backend.Backend} compiles and runs.
 */
package dev.nn.api;
