/**
 * Charts as SVG: nothing in them runs, loads or needs a browser's script.
 *
 * <p>Start at {@link LineChart}, and at {@link PlotArea}, which all charts draw in.
 */
package io.fallline.report.chart;
