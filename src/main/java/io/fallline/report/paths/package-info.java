/** Pictures, a page and a table of the paths of update rules on functions of two variables. */
package io.fallline.report.paths;
