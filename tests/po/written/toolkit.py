"""Writes the `toolkit-*.po` files beside it; needs translate-toolkit."""

import subprocess
import sys
from pathlib import Path

from translate.storage.pypo import pofile

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"
POT2PO = Path(sys.executable).with_name("pot2po")


def edited(path: Path, width: int) -> bytes:
    """Read, accept the first fuzzy text, add a comment and a text, and save."""
    store = pofile.parsefile(str(path))
    store.wrapper.width = width
    for unit in store.units[1:]:
        unit.target = str(unit.target).replace("Schlaf", "Schlaf und Ruhe")
        unit.addnote("noted by a person", origin="translator")
    fuzzy = next((u for u in store.units[1:] if u.isfuzzy()), None)
    if fuzzy:
        fuzzy.markfuzzy(False)
    added = store.addsourceunit("Added by the toolkit, which is long enough to be wrapped at 77.")
    added.target = (
        "Vom Toolkit hinzugefügt, und lang genug, um bei 77 Zeichen umgebrochen zu werden."
    )
    return bytes(store)


for seed in sorted(SEEDS.glob("*.po")):
    (HERE / f"toolkit-{seed.name}").write_bytes(edited(seed, 77))
    (HERE / f"toolkit-unwrapped-{seed.name}").write_bytes(edited(seed, -1))
    out = HERE / f"toolkit-pot2po-{seed.name}"
    template = HERE / "template.pot"
    template.write_bytes((SEEDS / "template.pot").read_bytes())
    subprocess.run([POT2PO, "--progress=none", "-t", seed, template, out], check=True)
    template.unlink()
