/**
 * HOCON text as a configuration's file has it: read with its limits, with the command line's
 * settings over it and the defaults under it, and with the line of every key.
 *
 * <p>Start at {@link HoconDocument}.
 */
package io.fallline.configuration.hocon;
