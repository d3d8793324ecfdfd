/**
 * A small language of formulas, for layers written in a config: text → syntax tree → values of a
 * graph. It can name ops and nothing else. Depends on the API.
 */
package dev.nn.core.expression;
