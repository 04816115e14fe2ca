"""Where the jar is, and how Spark comes to know of it."""

import os
import shlex
from pathlib import Path

_LAST_WORD = "pyspark-shell"


def jar() -> str:
    """The path of Fallline's jar: ``FALLLINE_JAR``, else the one installed with this package."""
    path = Path(os.environ.get("FALLLINE_JAR") or Path(__file__).with_name("fallline.jar"))
    if not path.is_file():
        raise FileNotFoundError(
            f"{path}: there is no jar of Fallline's; install the package from a checkout in which "
            "`mvn -DskipTests package` has built it, or set FALLLINE_JAR"
        )
    return str(path)


def attach() -> None:
    """Has a Spark that is started later, by this process, take the jar along."""
    given = shlex.split(os.environ.get("PYSPARK_SUBMIT_ARGS", _LAST_WORD))
    if given[-1:] != [_LAST_WORD] or any("fallline" in word and ".jar" in word for word in given):
        return
    words = given[:-1]
    if "--jars" in words[:-1]:
        at = words.index("--jars") + 1
        words[at] += "," + jar()
    else:
        words += ["--jars", jar()]
    os.environ["PYSPARK_SUBMIT_ARGS"] = shlex.join(words + [_LAST_WORD])
