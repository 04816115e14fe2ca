"""The Python of the pages, run as it stands there."""

import re
from pathlib import Path

import fallline
import pytest
from pyspark.ml.feature import VectorAssembler

PROJECT = Path(__file__).resolve().parents[3]
PAGES = [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md"))]
EXAMPLES = [
    pytest.param(code, id=page.name)
    for page in PAGES
    for code in re.findall(r"^```python\n(.*?)^```$", page.read_text(), re.MULTILINE | re.DOTALL)
]


@pytest.mark.parametrize("code", EXAMPLES)
def test_an_example_trains_a_model(spark, code):
    rows = spark.read.csv(str(PROJECT / "sample-data/digits.csv"), header=True, inferSchema=True)
    pixels = [column for column in rows.columns if column != "label"]
    names = {"fallline": fallline, "rows": VectorAssembler(inputCols=pixels, outputCol="features").transform(rows)}
    exec(compile(code, "example", "exec"), names)
    assert names["model"].numClasses == 10


def test_there_are_examples():
    assert len(EXAMPLES) >= 2
