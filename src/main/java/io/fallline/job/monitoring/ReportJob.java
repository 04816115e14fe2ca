package io.fallline.job.monitoring;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fallline.job.CommandResult;
import io.fallline.report.page.ReportPage;
import io.fallline.store.RunDirectory;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The report of a run that was, from the files of its directory. */
public final class ReportJob {
  private ReportJob() {}

  /**
   * @param directory the run's
   * @throws io.fallline.core.failure.Failure (data) if it is none of a run, or a file of it cannot
   *     be understood; (files) if the file system says no
   */
  public static CommandResult run(Configuration hadoop, String directory) {
    RunDirectory run = RunDirectory.open(new Path(directory), hadoop);
    new RunReport(run).write();
    String path = run.path(ReportPage.FILE).toString();
    return new CommandResult(
        new ObjectMapper().createObjectNode().put("report", path) + "\n", path + "\n");
  }
}
