"""How well old pages are aligned, on the magazine's own translations, whole and damaged.

`python -m benchmarks.adopt` prints for each language and kind of damage how many of the written
pairs are right, how many of those that are there were found, and what was accepted. The accepted
catalogs are the truth. It measures and never fails.
"""

import sys
from pathlib import Path

_TESTS = Path(__file__).parent.parent / "tests"


def main() -> None:
    """Print the table."""
    sys.path.insert(0, str(_TESTS))
    from adopt import magazine

    print(f"{'':38}right  found  accepted  (wrong)")
    for locale in magazine.LOCALES:
        for kinds in ((), *((kind,) for kind in magazine.DAMAGE), magazine.DAMAGE):
            pages = {n: magazine.damaged(n, locale, kinds, 1) for n in magazine.documents()}
            found = magazine.measure(pages, locale, accept=True)
            name = f"{locale} {' '.join(kinds) or 'whole'}"
            print(
                f"{name:37}{found.precision:6.1%} {found.recall:6.1%} "
                f"{found.accepted:9} {found.accepted_wrong:8}"
            )


if __name__ == "__main__":
    main()
