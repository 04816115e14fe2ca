package io.fallline.core.setting;

/**
 * A setting that a component has asked for.
 *
 * @param name as the configuration spells it
 * @param standard the value taken when nobody sets it
 * @param expected what a value must be, in words: {@code "a number in [0, 1)"}
 * @param effect what a value does, in words: {@code "decay of the running mean of gradients; closer
 *     to 1 remembers longer"}
 */
public record Setting(String name, Object standard, String expected, String effect) {}
