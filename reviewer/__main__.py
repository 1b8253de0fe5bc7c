"""`python -m reviewer`: the commands, without a window."""

import sys

from reviewer.command_line import main

if __name__ == "__main__":
    sys.exit(main())
