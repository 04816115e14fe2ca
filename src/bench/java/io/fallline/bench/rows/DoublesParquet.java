package io.fallline.bench.rows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** A Parquet file of double columns, encoded and compressed as Spark's are by default. */
final class DoublesParquet implements AutoCloseable {
  private final MessageType type;
  private final ParquetWriter<Group> writer;

  DoublesParquet(Path file, List<String> columns) throws IOException {
    Types.MessageTypeBuilder columnTypes = Types.buildMessage();
    columns.forEach(name -> columnTypes.optional(PrimitiveTypeName.DOUBLE).named(name));
    type = columnTypes.named("spark_schema");
    writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration()) // Hadoop's is read from XML each time
            .withType(type)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .build();
  }

  void write(double[] row) throws IOException {
    Group group = new SimpleGroup(type);
    for (int column = 0; column < row.length; column++) {
      group.add(column, row[column]);
    }
    writer.write(group);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
