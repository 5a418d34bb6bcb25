import sys

from bield.front.cli import main

sys.exit(main())
