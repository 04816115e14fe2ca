package io.fallline.engine.resident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fallline.core.math.TreeReduction;
import io.fallline.core.network.GradientAggregate;
import io.fallline.core.training.BatchPlan.Batch;
import io.fallline.engine.resident.DriverChannel.InProcessChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class StepCoordinatorTest {
  private static final Batch BATCH = new Batch(0, 0, 0, 1);

  private final AtomicLong clock = new AtomicLong();
  private final StepCoordinator coordinator = new StepCoordinator(clock::get, attempt -> true);
  private final List<ResidentTaskCommand> answers = new ArrayList<>();

  private static ResidentTaskCommand step(long number) {
    return new ResidentTaskCommand.Step(number, new float[] {number}, BATCH);
  }

  private static TaskResult sums(double loss) {
    GradientAggregate sum = GradientAggregate.dense(1, 1, loss, new float[] {1});
    return TaskResult.Gradients.of(List.of(new TreeReduction.Node<>(0, 0, sum)));
  }

  private static double loss(TaskResult sums) {
    return sums.gradients(new FloatArrayPool()).get(0).sum().loss();
  }

  private static CompletableFuture<List<TaskResult>> run(
      StepCoordinator coordinator, ResidentTaskCommand command) {
    return CompletableFuture.supplyAsync(() -> coordinator.run(command, 0));
  }

  private void ask(int term, int slot, long attempt, long done, TaskResult sums) {
    coordinator.ask(new TaskReport(term, slot, attempt).with(done, 0, sums), answers::add);
  }

  private List<TaskResult> end(CompletableFuture<List<TaskResult>> running) throws Exception {
    return running.get(30, TimeUnit.SECONDS);
  }

  @Test
  void whoJoinsBeforeACommandGetsItWhenItComes() throws Exception {
    int term = coordinator.begin(1);
    CompletableFuture<ResidentTaskCommand> answer = new CompletableFuture<>();
    coordinator.ask(new TaskReport(term, 0, 7), answer::complete);
    assertTrue(!answer.isDone());
    CompletableFuture<List<TaskResult>> running = run(coordinator, step(1));
    assertEquals(1, answer.get(30, TimeUnit.SECONDS).number());
    ask(term, 0, 7, 1, sums(5));
    assertEquals(5, loss(end(running).get(0)));
  }

  @Test
  void whoJoinsLateGetsTheCommandUnderWay() throws Exception {
    int term = coordinator.begin(2);
    CompletableFuture<ResidentTaskCommand> first = new CompletableFuture<>();
    coordinator.ask(new TaskReport(term, 0, 7), first::complete);
    CompletableFuture<List<TaskResult>> running = run(coordinator, step(1));
    first.get(30, TimeUnit.SECONDS); // the command is out
    ask(term, 1, 8, 0, null);
    assertEquals(1, answers.get(0).number());
    ask(term, 1, 8, 1, sums(2));
    ask(term, 0, 7, 1, sums(1));
    assertEquals(1, loss(end(running).get(0)));
    assertEquals(2, loss(running.get().get(1)));
  }

  @Test
  void sumsCountOnceFromTheNewestAttemptAndForTheCommandUnderWay() throws Exception {
    int term = coordinator.begin(2);
    CompletableFuture<ResidentTaskCommand> first = new CompletableFuture<>();
    coordinator.ask(new TaskReport(term, 0, 7), first::complete);
    CompletableFuture<List<TaskResult>> running = run(coordinator, step(2));
    first.get(30, TimeUnit.SECONDS);
    ask(term, 0, 9, 0, null); // attempt 7 was lost, 9 has its place
    assertEquals(2, last().number());
    ask(term, 0, 7, 2, sums(100)); // but comes back
    assertSame(ResidentTaskCommand.Signal.LEAVE, last());
    ask(term, 0, 9, 1, sums(100)); // for a command of the past
    assertEquals(2, last().number());
    ask(term, 0, 9, 2, sums(3));
    ask(term, 0, 9, 2, sums(100)); // twice: its first ask is told to leave, the sums stay
    ask(term - 1, 1, 10, 2, sums(100)); // from an earlier stage
    assertSame(ResidentTaskCommand.Signal.LEAVE, last());
    ask(term, 1, 11, 2, sums(4));
    assertEquals(3, loss(end(running).get(0)));
    assertEquals(4, loss(running.get().get(1)));
  }

  @Test
  void aTaskLostAfterItDeliveredWaitsForTheNextCommand() throws Exception {
    int term = coordinator.begin(2);
    CompletableFuture<ResidentTaskCommand> first = new CompletableFuture<>();
    coordinator.ask(new TaskReport(term, 0, 7), first::complete);
    CompletableFuture<List<TaskResult>> running = run(coordinator, step(1));
    first.get(30, TimeUnit.SECONDS);
    ask(term, 0, 7, 1, sums(1));
    ask(term, 0, 9, 0, null);
    assertSame(
        ResidentTaskCommand.Signal.LEAVE,
        last()); // the ask of attempt 7, which nobody hears any more
    ask(term, 1, 8, 1, sums(2));
    assertEquals(1, loss(end(running).get(0)));
    CompletableFuture<List<TaskResult>> next = run(coordinator, step(2));
    ask(term, 0, 9, 2, sums(5));
    ask(term, 1, 8, 2, sums(6));
    while (!next.isDone()) { // whichever of the two came before the command
      ask(term, 0, 9, 2, sums(5));
      ask(term, 1, 8, 2, sums(6));
    }
    assertEquals(5, loss(end(next).get(0)));
  }

  @Test
  void theEndOfAStageAnswersEverybodyAndTheFirstVerdictStands() throws Exception {
    int term = coordinator.begin(2);
    ask(term, 0, 7, 0, null);
    CompletableFuture<List<TaskResult>> running = run(coordinator, step(1));
    coordinator.end(term - 1, StageEndDecision.CLOSE); // of a stage long gone
    assertNull(coordinator.decision());
    coordinator.end(term, StageEndDecision.REBUILD);
    coordinator.end(term, StageEndDecision.jobs("too late"));
    assertNull(end(running));
    assertSame(StageEndDecision.REBUILD, coordinator.decision());
    ask(term, 1, 8, 0, null);
    assertSame(ResidentTaskCommand.Signal.LEAVE, last());
    assertNull(coordinator.run(step(2), 0));
  }

  @Test
  void noAskStaysOpenForLong() {
    int term = coordinator.begin(2);
    ask(term, 0, 7, 0, null);
    clock.set(10);
    ask(term, 1, 8, 0, null);
    clock.set(20);
    coordinator.answerOverdue(20);
    assertEquals(List.of(ResidentTaskCommand.Signal.WAIT), answers);
    clock.set(30);
    coordinator.answerOverdue(20);
    assertEquals(
        List.of(ResidentTaskCommand.Signal.WAIT, ResidentTaskCommand.Signal.WAIT), answers);
  }

  @Test
  void silenceIsCountedFromTheLastPulseOfTheAttempt() {
    int term = coordinator.begin(1);
    ask(term, 0, 7, 0, null);
    clock.set(50);
    assertEquals(0, coordinator.silence(0, 7)); // tasks of this process give no pulse
    coordinator.pulse(new TaskReport(term, 0, 7));
    clock.set(90);
    assertEquals(40, coordinator.silence(0, 7));
    assertEquals(0, coordinator.silence(0, 9)); // has not joined yet
    ask(term, 0, 9, 0, null);
    coordinator.pulse(new TaskReport(term, 0, 7));
    assertEquals(0, coordinator.silence(0, 9));
  }

  /** Tasks that die and come back, repeat themselves and talk of the past, in any order. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverTasksDoEveryStepHasEachSlotsSumsOnce(long seed) throws Exception {
    int tasks = 4;
    int steps = 300;
    int term = coordinator.begin(tasks);
    AtomicLong attempts = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    for (int slot = 0; slot < tasks; slot++) {
      int own = slot;
      Random random = new Random(31 * seed + slot);
      threads.add(
          new Thread(
              () -> {
                while (coordinator.decision() == null) {
                  unreliable(term, own, attempts.incrementAndGet(), random);
                }
              }));
    }
    threads.forEach(Thread::start);
    for (long number = 1; number <= steps; number++) {
      List<TaskResult> sums = coordinator.run(step(number), 0);
      for (int slot = 0; slot < tasks; slot++) {
        assertEquals(1000.0 * number + slot, loss(sums.get(slot)));
      }
    }
    coordinator.end(term, StageEndDecision.CLOSE);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void unreliable(int term, int slot, long attempt, Random random) {
    TaskReport alone = new TaskReport(term, slot, attempt);
    InProcessChannel channel = new InProcessChannel(coordinator, alone, 0, () -> {});
    ResidentTaskCommand command = channel.join();
    while (command != ResidentTaskCommand.Signal.LEAVE) {
      long number = command.number();
      TaskResult sums = sums(1000.0 * number + slot);
      if (random.nextInt(10) == 0) {
        return; // dies over the work
      }
      if (random.nextInt(10) == 0) { // as one thought lost would, and dies when it has delivered
        coordinator.ask(alone.with(number, 0, sums), ignored -> {});
        return;
      }
      if (random.nextInt(10) == 0) {
        TaskReport before = new TaskReport(term, slot, attempt - 1);
        coordinator.ask(before.with(number, 0, sums(-1)), ignored -> {});
        coordinator.ask(alone.with(number - 1, 0, sums(-2)), ignored -> {});
      }
      command = channel.deliver(number, 5, sums);
    }
  }

  private ResidentTaskCommand last() {
    return answers.get(answers.size() - 1);
  }
}
