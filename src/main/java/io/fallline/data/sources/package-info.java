/**
 * Source tables: the formats that rows are read from, their columns, and what can be wrong with a
 * file or a cell.
 *
 * <p>Start at {@link SourceTables}, which opens a table, and at {@link SourceTable}, one that is
 * open. {@link RowPlan} says which of its columns are read and as what. {@link LineTable} is the
 * table of csv and libsvm files, whose lines {@link CsvLineReader} and {@link LibsvmLineReader}
 * cut.
 */
package io.fallline.data.sources;
