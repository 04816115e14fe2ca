package io.fallline.scorer;

import io.fallline.core.math.Kernels;
import io.fallline.core.model.Network;
import io.fallline.core.model.NetworkSpec;
import io.fallline.core.model.RowBatch;
import io.fallline.core.model.SingleRowNetwork;
import io.fallline.core.model.Workspace;
import io.fallline.data.Encoding;
import io.fallline.data.RowEncoder;
import java.util.Map;

/** A row's way from its values to its scores, for one thread. */
interface RowPass {
  void scores(Map<String, ?> row, double[] scores);

  /** The same for another thread; the weights are shared. */
  RowPass another();

  /**
   * @param trainedWith names the kernels whose bits are wanted
   */
  static RowPass of(NetworkSpec spec, String trainedWith, float[] parameters, Encoding encoding) {
    return trainedWith.equals("java")
        ? Rounded.of(new Network(spec, Kernels.named("java")), parameters, encoding)
        : Turned.of(new SingleRowNetwork(spec, Kernels.named("portable"), parameters), encoding);
  }

  /** By weights turned over, with the bits of vector and portable kernels. */
  record Turned(SingleRowNetwork network, Encoding encoding, RowEncoder encoder)
      implements RowPass {
    static Turned of(SingleRowNetwork network, Encoding encoding) {
      return new Turned(network, encoding, new RowEncoder(encoding));
    }

    @Override
    public void scores(Map<String, ?> row, double[] scores) {
      network.scores(encoder.encode(row), scores);
    }

    @Override
    public RowPass another() {
      return of(network.another(), encoding);
    }
  }

  /** With the bits of java kernels, which round after every multiplication. */
  record Rounded(
      Network network,
      Workspace workspace,
      float[] parameters,
      Encoding encoding,
      RowEncoder encoder)
      implements RowPass {
    static Rounded of(Network network, float[] parameters, Encoding encoding) {
      return new Rounded(
          network, network.workspace(), parameters, encoding, new RowEncoder(encoding));
    }

    @Override
    public void scores(Map<String, ?> row, double[] scores) {
      RowBatch rows = encoder.encode(row);
      network.scores(parameters, rows, 0, 1, scores, workspace);
    }

    @Override
    public RowPass another() {
      return of(network, parameters, encoding);
    }
  }
}
