/** Charts as SVG: nothing in them runs, loads or needs a browser's script. */
package io.fallline.report.chart;
