"""After a change of templates: `make messages` extracts the interface messages anew.

Writes pipeline/site/locales/site.pot and brings the translations beside it up to date.
"""

from pathlib import Path

from pipeline.disk import files
from pipeline.formats import po
from pipeline.model import Catalog, Key
from pipeline.site import extract_messages
from pipeline.sync import Wanted, sync

FOLDER = Path(__file__).parent.parent / "pipeline/site/locales"
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
units = [Wanted(Key(text), (note,)) for text, note in extract_messages()]
template, _ = sync(units, Catalog(HEADER), "templates")
files.write(FOLDER / "site.pot", po.write(template))
for path in sorted(FOLDER.glob("*.po")):
    catalog, changes = sync(units, po.read(path.read_bytes(), str(path)), "templates")
    files.write(path, po.write(catalog))
    print(f"{path.stem}: {changes.review} words to translate")
