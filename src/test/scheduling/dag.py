"""dag.py FOLDER [DATE…]: what Airflow finds in a folder of DAGs, as JSON on the last line; runs each of them for every logical date.

The date "none" is a run by hand that has no logical date. Tries follow one another without the pause between them.
"""

import json
import sys
from datetime import datetime, timedelta, timezone

from airflow.dag_processing.dagbag import DagBag


def run(dag, date):
    logical_date = None if date == "none" else datetime.fromisoformat(date).replace(tzinfo=timezone.utc)
    tasks = dag.test(logical_date=logical_date).get_task_instances()
    return {task.task_id: {"state": task.state, "tries": task.try_number} for task in tasks}


folder, dates = sys.argv[1], sys.argv[2:]
bag = DagBag(folder)
for dag in bag.dags.values():
    for task in dag.tasks:
        task.retry_delay = timedelta(0)
found = {
    "errors": bag.import_errors,
    "dags": {
        name: {
            "tasks": {task.task_id: task.retries for task in dag.tasks},
            "schedule": dag.schedule,
            "maxActiveRuns": dag.max_active_runs,
            "catchup": dag.catchup,
            "runs": [run(dag, date) for date in dates],
        }
        for name, dag in bag.dags.items()
    },
}
print("\n" + json.dumps(found))
