/**
 * PyTorch as two contenders, eager and scripted, by way of DJL. Depends on the harness and DJL.
 */
package dev.nn.bench.pytorch;
