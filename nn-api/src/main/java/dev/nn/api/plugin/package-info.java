/** How jars add layers, losses and the like. Depends on the other packages of this module. */
package dev.nn.api.plugin;
