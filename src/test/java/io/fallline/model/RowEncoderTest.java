package io.fallline.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fallline.configuration.DataSection.MissingValues;
import io.fallline.configuration.DataSection.Scaling;
import io.fallline.core.failure.Failure;
import io.fallline.core.loss.LabelKind;
import io.fallline.core.network.PackedRows;
import io.fallline.data.records.CanonicalRecordWriter;
import io.fallline.data.records.RecordPacker;
import io.fallline.data.records.VectorCells;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowEncoderTest {
  private static final double NAN = Double.NaN;

  record Case(MissingValues missing, boolean sparse, double[] vector) {
    @Override
    public String toString() {
      return missing + (sparse ? " sparse " : " dense ") + Arrays.toString(vector);
    }
  }

  static Stream<Case> everyVector() {
    List<double[]> whole =
        List.of(
            new double[] {1, 0, -0.0, 4.5, 1e-300}, new double[5], new double[] {9, 8, 7, 6, 5});
    List<double[]> some =
        List.of(new double[] {NAN, 1, 0, NAN, 2}, new double[] {NAN, NAN, NAN, NAN, NAN});
    List<Case> cases = new ArrayList<>();
    for (boolean sparse : List.of(true, false)) {
      for (MissingValues missing : MissingValues.values()) {
        whole.forEach(vector -> cases.add(new Case(missing, sparse, vector)));
        if (missing != MissingValues.ERROR) {
          some.forEach(vector -> cases.add(new Case(missing, sparse, vector)));
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("everyVector")
  void aVectorHasTheSameInputsHoweverItIsGivenAndAsInATrainingRecord(Case one) {
    double[] vector = one.vector();
    int[] all = {0, 1, 2, 3, 4};
    Map<Integer, Double> map = new LinkedHashMap<>();
    List<Double> list = new ArrayList<>();
    for (int i : all) {
      map.put(i, vector[i]);
      list.add(vector[i]);
    }
    float[] expected = packed(one);
    RowEncoder encoder = new RowEncoder(encoding(one));
    for (Object form : List.of(vector, list, map, new RowEncoder.SparseElements(5, all, vector))) {
      assertArrayEquals(expected, inputs(encoder.encode(Map.of("v", form))), form.toString());
      assertArrayEquals(expected, inputs(encoder.encode(form, 0)), form.toString());
    }
  }

  @Test
  void anElementThatCannotBeUsedIsNamedAndTheNextVectorIsEncodedAsEver() {
    RowEncoder encoder = new RowEncoder(encoding(new Case(MissingValues.ERROR, false, null)));
    double[] usable = {1, 2, 3, 4, 5};
    float[] before = inputs(encoder.encode(usable, 0));
    refused(encoder, NAN, "column \"v[3]\" is NaN, expected a number, as the model was trained");
    refused(encoder, Double.NEGATIVE_INFINITY, "column \"v[3]\" is infinite, expected a finite");
    refused(encoder, 1e200, "column \"v[3]\" is 1.0E200, expected a magnitude of at most 1e150");
    refused(encoder, 1e100, "column \"v[3]\" is 1.0E100, expected a number that float32 can hold");
    assertArrayEquals(before, inputs(encoder.encode(usable, 0)));
  }

  private static void refused(RowEncoder encoder, double element, String message) {
    double[] vector = {1, 2, 3, element, 5};
    Failure refused = assertThrows(Failure.class, () -> encoder.encode(vector, 0));
    assertEquals(message, refused.getMessage().substring(0, message.length()));
  }

  private static Encoding encoding(Case one) {
    double[] zeros = new double[5];
    return new Encoding(
        "label",
        null,
        null,
        LabelKind.NUMBER,
        List.of(InputColumn.vector("v", 5)),
        0,
        one.missing(),
        Scaling.STANDARD,
        one.sparse(),
        null,
        one.missing() == MissingValues.MEAN ? new double[] {0, 2, 3, 4, 5} : null,
        one.sparse() ? zeros : new double[] {3, 0, 0.5, -1, 2},
        new double[] {1, 3, 0.7, 10, 1e-3});
  }

  /** By way of the bytes that training rows are sorted as. */
  private static float[] packed(Case one) {
    CanonicalRecordWriter writer = new CanonicalRecordWriter();
    writer.start();
    writer.number(0);
    new VectorCells()
        .write("v", org.apache.spark.ml.linalg.Vectors.dense(one.vector()), one.missing(), writer);
    RecordPacker packer = new RecordPacker(encoding(one), 1);
    packer.add(writer.finish(1));
    return inputs(packer.take());
  }

  private static float[] inputs(PackedRows row) {
    float[] inputs = new float[row.columns()];
    if (!row.sparse()) {
      System.arraycopy(row.values(), 0, inputs, 0, inputs.length);
    }
    for (int k = 0; row.sparse() && k < row.starts()[1]; k++) {
      inputs[row.indices()[k]] = row.values()[k];
    }
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] += 0; // of two zeros no network can tell which it is
    }
    return inputs;
  }
}
