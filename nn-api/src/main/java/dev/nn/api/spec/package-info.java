/**
 * Annotations that make a record configurable: its components are YAML keys. Depends on the JDK
 * alone; read by reflection in {@code nn-config}.
 */
package dev.nn.api.spec;
