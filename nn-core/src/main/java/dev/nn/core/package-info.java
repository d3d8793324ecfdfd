/**
 * The engine without a backend. Here only the plugin that registers the standard records, package
 * by package; everything else is in the packages below. Depends on {@code nn-api}.
 */
package dev.nn.core;
