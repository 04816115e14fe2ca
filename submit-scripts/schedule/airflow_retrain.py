"""Retrains every night, from Airflow 3: goes into its dags folder; FALLLINE_HOME says where Fallline is.

The logical date is the run key, so a task that is tried again or cleared does not train a second time.
"""

import os
from datetime import timedelta

import pendulum
from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException

HOME = os.environ.get("FALLLINE_HOME", "/opt/fallline")

# A manual run may have no logical date.
RUN_KEY = "{{ (dag_run.logical_date or dag_run.run_after) | ds }}"

GATE_NOT_PASSED = 20
# Command line, data, failed training, configuration: the same again would come to the same.
FOR_A_PERSON = {64, 65, 70, 78}


class Retraining(BashOperator):
    """A BashOperator that knows which exit codes are worth another try: the others, 74 and 75 above all."""

    def execute(self, context):
        command = ["bash", "-c", self.bash_command]
        code = self.subprocess_hook.run_command(command, env=self.get_env(context), cwd=self.cwd).exit_code
        if code == GATE_NOT_PASSED:
            raise AirflowSkipException("trained and published, but the gate did not pass; the champion stays")
        if code in FOR_A_PERSON:
            raise AirflowFailException(f"exit code {code}: trying again would not help")
        if code != 0:
            raise AirflowException(f"exit code {code}")


with DAG(
    dag_id="fallline_retrain",
    schedule="30 2 * * *",
    start_date=pendulum.datetime(2025, 1, 1, tz="UTC"),
    catchup=False,  # nights that were missed have no data of their own: the next run sees them all
    max_active_runs=1,
):
    Retraining(
        task_id="retrain",
        bash_command=f"exec {HOME}/submit-scripts/local.sh retrain --config {HOME}/conf/retrain.conf"
        f" --set retrain.runKey={RUN_KEY} --quiet",
        # an hour and more: longer than a lease of retrain.leaseMinutes lives
        retries=5,
        retry_delay=timedelta(minutes=15),
    )
