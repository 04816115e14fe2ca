/**
 * Scheduled retraining: who may publish, what is trained on, whether it becomes the champion; and
 * the registry for those who look into it.
 */
package io.fallline.retrain;
