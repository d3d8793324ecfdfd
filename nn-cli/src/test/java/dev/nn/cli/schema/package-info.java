/** Whether the JSON Schema of configs says what the loader does. */
package dev.nn.cli.schema;
