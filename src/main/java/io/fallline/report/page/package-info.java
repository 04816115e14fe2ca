/**
 * The page {@code report.html}: a run in one file that asks for nothing else. Pictures are SVG that
 * was drawn here; the page has no script, and its content security policy lets none run.
 */
package io.fallline.report.page;
