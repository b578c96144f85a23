"""`python -m alignassess`."""

from alignassess.cli.main import main

main()
