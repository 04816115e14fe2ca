/**
 * What tests of several packages share: one Spark a JVM ({@link io.fallline.testing.LocalSpark}),
 * processes, clusters and servers to run against, and how long a campaign is. Start with {@link
 * io.fallline.testing.LocalSpark}.
 */
package io.fallline.testing;
