package io.fallline.registry;

import java.time.Instant;

/**
 * Who may publish. It runs out by the clock, which may be wrong; that nobody publishes who has lost
 * it hangs on the token alone.
 *
 * @param token the number of the entry by which it was taken: nobody else ever has it
 * @param holder for people
 */
public record Lease(long token, String holder, Instant expires) {
  boolean isOver(Instant now) {
    return !now.isBefore(expires);
  }
}
