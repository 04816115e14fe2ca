/**
 * Models as ONNX: the bytes of a file that other runtimes read. Operators are those of the default
 * domain at version 13, which runtimes have had since 2020, and of {@code ai.onnx.ml} for texts.
 *
 * <p>Start at {@link OnnxModel}.
 */
package io.fallline.onnx;
