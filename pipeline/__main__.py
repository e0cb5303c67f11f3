"""`python -m pipeline` is the command `l10n`."""

from pipeline.cli.main import main

raise SystemExit(main())
