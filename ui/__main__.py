"""`python -m ui`, and the built program's way in."""

import multiprocessing
import sys

from ui.app import main

if __name__ == "__main__":
    # A built program starts itself again for its worker processes.
    multiprocessing.freeze_support()
    sys.exit(main())
