"""`python -m monitoria.cli`: the same as the `monitoria` command."""

import sys

from monitoria.cli.arguments import main

sys.exit(main())
