/**
 * Learning-rate schedules, warm-up, and the learning-rate range test.
 *
 * <p>Start at {@link LearningRateSchedule}. A new schedule is a file here and a line in {@link
 * LearningRateSchedules}.
 */
package io.fallline.core.schedule;
