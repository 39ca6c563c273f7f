"""``python -m pipeline.cli`` is ``tintinh``."""

from pipeline.cli import main

main()
