/**
 * The engine {@code resident}: tasks that stay for many steps and get a message for each.
 *
 * <p>Start at {@link ResidentTaskCommand}, which is that message, at {@link ResidentCodec}, which
 * has it as bytes, and at {@link ResidentGradientComputer}.
 */
package io.fallline.engine.resident;
