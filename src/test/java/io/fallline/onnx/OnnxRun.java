package io.fallline.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.fallline.model.Encoding;
import io.fallline.model.InputColumn;
import io.fallline.model.InputColumn.InputKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What ONNX Runtime makes of a file and rows. */
public record OnnxRun(Object prediction, double[][] probability, double[][] score) {

  /**
   * @param rows as a scorer takes them
   */
  public static OnnxRun of(byte[] file, Encoding encoding, List<Map<String, Object>> rows)
      throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(file)) {
      Map<String, OnnxTensor> inputs = new HashMap<>();
      List<String> names = List.copyOf(session.getInputNames());
      int next = 0;
      if (encoding.numbers() > 0) {
        inputs.put(
            names.get(next++), OnnxTensor.createTensor(environment, numbers(encoding, rows)));
      }
      for (InputColumn column : encoding.columns()) {
        if (column.kind() == InputKind.CATEGORICAL) {
          String[] texts =
              rows.stream().map(row -> (String) row.get(column.column())).toArray(String[]::new);
          inputs.put(
              names.get(next++),
              OnnxTensor.createTensor(environment, texts, new long[] {rows.size(), 1}));
        }
      }
      if (encoding.offset() != null) {
        double[][] offsets =
            rows.stream()
                .map(row -> new double[] {(double) row.get(encoding.offset())})
                .toArray(double[][]::new);
        inputs.put(names.get(next), OnnxTensor.createTensor(environment, offsets));
      }
      try (OrtSession.Result result = session.run(inputs)) {
        return new OnnxRun(
            result.get("prediction").orElseThrow().getValue(),
            result.get("probability").isEmpty()
                ? null
                : (double[][]) result.get("probability").get().getValue(),
            (double[][]) result.get("score").orElseThrow().getValue());
      } finally {
        inputs.values().forEach(OnnxTensor::close);
      }
    }
  }

  private static double[][] numbers(Encoding encoding, List<Map<String, Object>> rows) {
    double[][] numbers = new double[rows.size()][encoding.numbers()];
    for (int i = 0; i < numbers.length; i++) {
      int at = 0;
      for (InputColumn column : encoding.columns()) {
        Object cell = rows.get(i).get(column.column());
        if (column.kind() == InputKind.NUMBER) {
          numbers[i][at] = Double.parseDouble(cell.toString());
        } else if (column.kind() == InputKind.VECTOR && cell instanceof double[] elements) {
          System.arraycopy(elements, 0, numbers[i], at, elements.length);
        } else if (column.kind() == InputKind.VECTOR) {
          for (Map.Entry<?, ?> element : ((Map<?, ?>) cell).entrySet()) {
            numbers[i][at + (int) element.getKey()] = (double) element.getValue();
          }
        }
        at += column.width();
      }
    }
    return numbers;
  }
}
