/** What Spark shows of the work in hand: what its jobs are for, and how trainings go. */
package io.fallline.watch;
