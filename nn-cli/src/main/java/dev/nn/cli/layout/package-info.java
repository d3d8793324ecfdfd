/**
 * Places the boxes of a directed graph in ranks from top to bottom, after Sugiyama, Tagawa and Toda
 * (1981): every box below what it reads, few crossings, straight lines where there can be. Depends
 * on the JDK alone.
 */
package dev.nn.cli.layout;
