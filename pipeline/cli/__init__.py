"""The command `l10n`: one file per command, each with `add_arguments` and `run`."""
