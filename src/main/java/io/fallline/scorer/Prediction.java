package io.fallline.scorer;

/**
 * What a model says of a row.
 *
 * @param value the class, as the training data had it, a Double, a Boolean or a String; or the
 *     number that is predicted, a Double
 * @param probabilities of the classes, in the order of {@link Scorer#classes}; empty where numbers
 *     are predicted, and for hinge losses
 * @param scores raw, as the last layer gives them
 */
public record Prediction(Object value, double[] probabilities, double[] scores) {}
