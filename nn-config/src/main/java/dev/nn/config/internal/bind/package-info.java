/**
 * Between trees and records: binding with every error reported in its place, and writing back.
 * Depends on {@code problem}, {@code tree} and {@code registry}.
 */
package dev.nn.config.internal.bind;
