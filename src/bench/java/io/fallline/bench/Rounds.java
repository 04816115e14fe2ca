package io.fallline.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lets the contenders of a workload take turns, so that what slows the machine slows them all. */
final class Rounds {
  private final int rounds;
  private final Map<String, List<Figures>> figures = new LinkedHashMap<>();
  private final Map<String, Figures> warmUps = new LinkedHashMap<>();
  private final Map<String, String> skipped = new LinkedHashMap<>();

  Rounds(int rounds) {
    this.rounds = rounds;
  }

  Outcome run(Workload workload, Place place) throws Exception {
    List<Contender> contenders;
    try {
      contenders = workload.contenders(place);
    } catch (Skipped lacking) {
      skipped.put("everybody", lacking.getMessage());
      return new Outcome(workload, figures, warmUps, skipped);
    }
    Set<String> out = new LinkedHashSet<>();
    for (int round = 0; round <= rounds; round++) {
      for (Contender contender : contenders) {
        boolean takesPart = round == 0 ? contender.warmUp() : round <= contender.mostRounds();
        if (takesPart && !out.contains(contender.name())) {
          try {
            turn(workload, contender, round);
          } catch (Skipped lacking) {
            out.add(contender.name());
            skipped.put(contender.name(), lacking.getMessage());
            say(workload.name() + ": " + contender.name() + " skipped: " + lacking.getMessage());
          }
        }
      }
    }
    return new Outcome(workload, figures, warmUps, skipped);
  }

  private void turn(Workload workload, Contender contender, int round) throws Exception {
    System.gc(); // what others left is not this one's to collect
    Figures run = contender.run().call();
    if (round == 0) {
      warmUps.put(contender.name(), run);
    } else {
      figures.computeIfAbsent(contender.name(), name -> new ArrayList<>()).add(run);
    }
    say(
        workload.name()
            + (round == 0 ? ", warm-up: " : ", round " + round + ": ")
            + contender.name()
            + " "
            + Table.shown(run));
  }

  private static void say(String line) {
    System.err.println(line);
  }
}
