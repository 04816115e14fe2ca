/**
 * What a run has to say: progress while it goes, history and summary when it is over. Everything
 * here returns text or bytes; others write and print them.
 */
package io.fallline.report;
