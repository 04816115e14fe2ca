"""Takes the jar along that Maven has built in the checkout, or has it built."""

import shutil
import subprocess
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

CHECKOUT = Path(__file__).resolve().parents[3]
JAR = CHECKOUT / "target" / "fallline.jar"


class WithJar(build_py):
    """The package, with the jar in it."""

    def run(self) -> None:
        if not JAR.is_file():
            subprocess.run(["mvn", "-q", "-B", "-DskipTests", "package"], cwd=CHECKOUT, check=True)
        super().run()
        target = Path(self.build_lib) / "fallline" / JAR.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(JAR, target)


setup(cmdclass={"build_py": WithJar})
