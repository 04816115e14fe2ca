package io.fallline.spark;

import io.fallline.core.math.TreeReduction;
import java.io.Serializable;
import java.util.List;

/**
 * What a task of a job sends: its sums, and how long it computed.
 *
 * @param nodes along the tree
 */
record JobTaskResult<T>(List<TreeReduction.Node<T>> nodes, long nanos) implements Serializable {}
