/**
 * Pictures of networks and graphs: what is in them, apart from how they are written, as Mermaid,
 * Graphviz or SVG. Depends on the JDK and on the layout alone.
 */
package dev.nn.cli.diagram;
