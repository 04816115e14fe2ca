package io.fallline.data;

import io.fallline.core.model.RowBatch;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * Some adjacent rows of a source.
 *
 * @param originals as the source has them, see {@link ScoringData#schema}
 * @param rows the same, encoded; labels are meaningless
 */
public record ScoringBlock(List<Row> originals, RowBatch rows) implements Serializable {}
