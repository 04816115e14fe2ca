/**
 * Pictures, a page and a table of the paths of update rules on functions of two variables.
 *
 * <p>Start at {@link FunctionWithPaths}.
 */
package io.fallline.report.paths;
