package io.fallline.repeat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * Calls everything that computes on arrays once, or often: at first interpreted, later compiled,
 * with arrays that are anew elsewhere in the heap or that the collector has moved. Arguments: the
 * file to write, kernels, {@code short}, {@code brief} or {@code full}, and the digests to hold the
 * calls against, a file that a run without this argument has written.
 */
public final class ColdHot {
  private static final int FEWEST_CALLS = 64;
  private static final int OFFSETS = 17;
  private static final int ROUNDS_A_COLLECTION = 16;

  /** How far a trial goes: up to more than 10⁶ multiplications, where netlib takes other loops. */
  private enum Extent {
    SHORT(new int[] {3, 16}, 2_000_000, 300, 2_000_000),
    BRIEF(new int[] {1, 5, 16, 65}, 1_700_000, 200, 1_000_000),
    FULL(
        new int[] {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 130},
        1_700_000,
        400,
        2_000_000);

    private final int[] rows;
    private final long mostWork;
    private final int mostCalls;
    private final long workOfCalls;

    Extent(int[] rows, long mostWork, int mostCalls, long workOfCalls) {
      this.rows = rows;
      this.mostWork = mostWork;
      this.mostCalls = mostCalls;
      this.workOfCalls = workOfCalls;
    }

    int calls(KernelCall call) {
      return (int) Math.max(FEWEST_CALLS, Math.min(mostCalls, workOfCalls / call.work()));
    }
  }

  private final List<KernelCall> calls;
  private final long[] expected;
  private final Extent extent;
  private final Random random = new Random(1);
  private final byte[][] fillers = new byte[512][];
  private final Map<String, String> moved = new LinkedHashMap<>();
  private long made;
  private long placements;
  private long differences;

  private ColdHot(List<KernelCall> calls, long[] expected, Extent extent) {
    this.calls = calls;
    this.expected = expected;
    this.extent = extent;
  }

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    Extent extent = Extent.valueOf(arguments[2].toUpperCase(Locale.ROOT));
    List<KernelCall> calls = KernelCalls.of(arguments[1], extent.rows, extent.mostWork);
    if (arguments.length == 3) {
      KernelCall.Placing placing = new KernelCall.Placing(() -> {});
      Files.write(file, calls.stream().map(call -> "" + call.placed(0, placing).run()).toList());
      return;
    }
    long[] expected =
        Files.readAllLines(Path.of(arguments[3])).stream().mapToLong(Long::parseLong).toArray();
    ColdHot trial = new ColdHot(calls, expected, extent);
    trial.run();
    List<String> lines = new ArrayList<>();
    lines.add(
        LongStream.of(calls.size(), trial.made, trial.placements, trial.differences)
            .mapToObj(Long::toString)
            .reduce((left, right) -> left + " " + right)
            .orElseThrow());
    lines.addAll(trial.moved.values());
    Files.write(file, lines);
  }

  private void run() {
    KernelCall.Placing placing = new KernelCall.Placing(this::stirHeap);
    List<KernelCall.Placed> kept = new ArrayList<>();
    for (KernelCall call : calls) {
      kept.add(call.placed(1, placing));
    }
    for (int round = 0; round < extent.mostCalls; round++) {
      for (int i = 0; i < calls.size(); i++) {
        KernelCall call = calls.get(i);
        if (round >= extent.calls(call)) {
          continue;
        }
        // the same arrays as before, wherever they are by now, or others
        boolean anew = round % 2 == 1;
        KernelCall.Placed placed = anew ? call.placed(round % OFFSETS, placing) : kept.get(i);
        placements += anew ? 1 : 0;
        made++;
        if (placed.run() != expected[i]) {
          differences++;
          moved.putIfAbsent(call.name(), call.name() + ", first in call " + round);
        }
      }
      if (round % ROUNDS_A_COLLECTION == 0) {
        placements += calls.size();
        System.gc();
      }
    }
  }

  /** Lets some garbage go, of any size, and puts some between the arrays. */
  private void stirHeap() {
    fillers[random.nextInt(fillers.length)] = new byte[random.nextInt(4000)];
  }
}
