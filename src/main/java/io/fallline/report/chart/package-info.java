/** Pictures as SVG, drawn once: nothing in them runs, loads or counts on a browser's script. */
package io.fallline.report.chart;
