/** Reports of tuning: several runs beside each other, and the curve of a range test. */
package io.fallline.report.tuning;
