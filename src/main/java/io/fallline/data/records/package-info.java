/**
 * Canonical records: rows as bytes that do not depend on files, partitions or the cluster, and the
 * order that follows from them.
 *
 * <p>Start at {@link CanonicalRecordWriter}, the format, and at {@link OrderedRecords}, all rows of
 * a load in their order.
 */
package io.fallline.data.records;
