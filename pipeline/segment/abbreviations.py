"""What ends with a full stop in English medical and magazine prose without ending a sentence.

sentencex brings the common abbreviations of a language; these are the ones of our field, and
those that it takes for an end. Names stand without their last stop.
"""

import re


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEVER = _names(
    "Dr Drs Mr Mrs Ms Mx Prof Rev Hon Gov Sen Capt Lt Sgt St Ste Mt Messrs e.g i.e eg viz vs v cf "
    "ca approx appr incl excl esp resp max avg est Ed Eds Ave Blvd Dept dept Univ Assoc s.c i.v "
    "i.m p.o wt"
)
"""Something always follows. `St.` is here for St. John's wort."""

_NUMBERED = _names(
    "Fig Figs fig figs Eq Eqs Ref Refs Tab Vol Vols vol No Nos Nr p pp Sec Ch Chs Art Suppl Tel "
    "Ext Apt"
)
"""A number follows, or a letter; before another word it is the end."""

_SELDOM = _names(
    "Ph.D M.D D.Phil M.Sc B.Sc R.N D.O M.A B.A M.P.H D.D.S Pharm.D Psy.D Jr Sr Esq Inc Ltd Co Corp "
    "q.i.d b.i.d t.i.d q.d p.r.n o.d b.d t.d.s a.c p.c h.s sp spp subsp var"
)
"""Often in the middle: the sentence has ended where a word follows that begins sentences."""

_OFTEN = _names(
    "etc al a.m p.m A.M P.M U.S U.K E.U U.N U.S.A D.C N.H.S "
    "g mg kg mcg µg μg ng l ml mL dl dL cl IU mmol mol mEq kcal cal kJ mm cm km m ft oz lb lbs "
    "tsp tbsp min mins sec h hr hrs wk wks mo mos yr yrs bpm mmHg rpm"
)
"""Often last: the sentence has ended where a capital letter follows, and not before a number."""

_STARTERS = (
    "A|After|All|Also|An|And|Are|As|Ask|At|Avoid|Because|Before|But|Can|Do|Does|Each|Even|For|He|"
    "Her|His|How|However|I|If|In|Is|It|Its|Many|May|Most|My|Never|No|Not|On|One|Only|Our|See|She|"
    "Since|So|Some|Take|That|The|Their|Then|There|These|They|This|Those|To|Try|Use|We|What|When|"
    "Where|While|Who|Why|With|You|Your"
)
STARTER = re.compile(rf"(?:{_STARTERS})\b")
"""Words that begin sentences and are hardly ever names."""

_GOES_ON = re.compile(
    r"(?:IV|IM|SC|SL|PO|PR|OD|BD|BID|TID|TDS|QID|QD|PRN)\b"  # how and how often a dose is taken
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b"
    r"|(?:January|February|March|April|June|July|August|September|October|November|December)\b"
    r"|(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T)\b"
)
"""Capitals behind a dose or a time of day that belong to it: `5 mg. IV`, `8 a.m. Monday`."""

_NUMBER = re.compile(r"\d|[IVXLC]+\b|[A-Z]\b")
_BEFORE_WORD = re.compile(r"[\s(\[{“”\"'‘’/–—-]")
_DIGITS = "0123456789.,"
_COUNTABLE = _names("tab tabs cap caps amp amps")
_COUNTED = re.compile(r"\d[ \u00a0]?[a-z]+\.$")
"""`2 tabs.` is an amount; `a new tab.` ends a sentence."""


def ends_sentence(before: str, after: str) -> bool | None:
    """Whether a sentence ends between two texts, None when no abbreviation stands there.

    `before` ends with what stands before the white space, `after` begins with a word.
    """
    bare = before.rstrip("\"'”’»)]")
    if not bare.endswith("."):
        return None
    word = bare[:-1].rpartition(" ")[2]
    name = _BEFORE_WORD.split(word)[-1].lstrip(_DIGITS)
    if name in _SELDOM or (name in _COUNTABLE and _COUNTED.search(before)):
        return STARTER.match(after) is not None
    if name in _NEVER or name in _NUMBERED:
        return name in _NUMBERED and _NUMBER.match(after) is None
    if name in _OFTEN:
        return after[:1].isupper() and not _GOES_ON.match(after)
    return None
