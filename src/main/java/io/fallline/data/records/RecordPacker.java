package io.fallline.data.records;

import io.fallline.core.network.PackedRows;
import io.fallline.data.sources.RowPlan;
import io.fallline.data.sources.RowValidator;
import io.fallline.model.BadRow;
import io.fallline.model.Encoding;
import io.fallline.model.EncodingBytes;
import io.fallline.model.FeatureEncoder;
import io.fallline.model.FeatureLayout;
import io.fallline.model.NumberRuns;
import org.apache.spark.broadcast.Broadcast;

/**
 * Encodes records as {@link PackedRows}, up to a fixed number at a time: standardised in float64,
 * kept as float32.
 */
public final class RecordPacker {
  private final Encoding encoding;
  private final FeatureEncoder inputs;
  private final FeatureLayout.Field[] fields;
  private final NumberRuns runs;
  private final double[] numbers;
  private final CanonicalRecordReader cursor = new CanonicalRecordReader();

  /**
   * @param capacity the most rows that one {@link PackedRows} takes
   */
  public RecordPacker(Encoding encoding, int capacity) {
    this.encoding = encoding;
    this.inputs = new FeatureEncoder(encoding, capacity, encoding.offset() != null);
    this.fields = inputs.fields().toArray(new FeatureLayout.Field[0]);
    this.runs = inputs.numberRuns();
    this.numbers = new double[fields.length];
  }

  /** Looks for rows that cannot be packed. */
  public static RowValidator.Plan checking(RowPlan plan, Broadcast<EncodingBytes> encoding) {
    return () -> {
      RowReader reader = new RowReader(plan);
      RecordPacker packer = new RecordPacker(encoding.value().encoding(), 1);
      return raw -> {
        packer.add(reader.read(raw));
        packer.take();
      };
    };
  }

  public int size() {
    return inputs.size();
  }

  /**
   * @throws BadRow if a value does not fit the encoding, as its label, a vector's size, or what
   *     float32 can hold
   */
  public void add(RecordSlice record) {
    cursor.open(record);
    double label = LabelReader.read(cursor, encoding.classes());
    double offset = encoding.offset() == null ? 0 : cursor.number();
    inputs.begin(label, record.weight(), offset);
    for (int i = 0; i < fields.length; ) {
      int end = runs.end(i);
      if (end > i) {
        cursor.numbers(numbers, end - i);
        inputs.numbers(fields, i, end, numbers);
        i = end;
      } else {
        add(fields[i++]);
      }
    }
    inputs.end();
  }

  /** The rows since the last call. */
  public PackedRows take() {
    return inputs.take();
  }

  private void add(FeatureLayout.Field field) {
    switch (field.kind()) {
      case NUMBER -> inputs.number(field, field.first(), cursor.number());
      case VECTOR -> vector(field);
      case CATEGORICAL -> inputs.category(field, cursor.text());
      case HASHED -> inputs.hashed(field, cursor.text());
    }
  }

  private void vector(FeatureLayout.Field field) {
    FeatureEncoder.requireSize(field, cursor.openVector());
    for (int i = cursor.nextElement(); i >= 0; i = cursor.nextElement()) {
      inputs.number(field, field.first() + i, cursor.number());
    }
  }
}
