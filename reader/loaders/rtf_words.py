"""The control words of RTF that matter for the text, by what they do."""

from __future__ import annotations

from typing import Final

from reader.loaders.blocks import LINE_BREAK
from reader.loaders.left_out import Reason

SAID: Final = {
    "tab": "\t",
    "line": LINE_BREAK,
    "page": LINE_BREAK,
    "column": LINE_BREAK,
    "emdash": "—",
    "endash": "–",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "zwbo": "\u200b",
    "zwnbo": "\u2060",
    "ltrmark": "\u200e",
    "rtlmark": "\u200f",
}
"""Words that stand for characters."""
SIGNS: Final = {"~": "\xa0", "-": "\xad", "_": "\u2011", "\t": "\t", "\\": "\\", "{": "{", "}": "}"}
"""Control symbols that stand for characters."""
MUTED: Final = {
    **dict.fromkeys("header headerl headerr headerf footer footerl footerr footerf".split(), Reason.MARGINS),
    "annotation": Reason.COMMENTS,
}
"""Groups whose words are left out and counted."""
OPENED: Final = frozenset(
    "shpinst shp shptxt do dptxbx dptxbxtext field fldrslt object result ud footnote nesttableprops shpgrp "
    "mmath moMath moMathPara mr mf mnum mden msub msup me mt listtext pntext rtf".split()
)
"""Groups that are read even where a program that does not know them may pass them over."""
PASSED_OVER: Final = frozenset(
    "colortbl listtable listoverridetable revtbl rsidtbl filetbl pict shppict nonshppict objdata objclass objname "
    "objalias objsect shprslt sp xe tc tcn rxe bkmkstart bkmkend ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn "
    "themedata colorschememapping latentstyles datastore xmlnstbl generator template private nonesttables pn pnseclvl "
    "atnid atnauthor atntime atndate atnref atnicn atnparent atrfstart atrfend background mmathPict mmathPr falt "
    "panose fontemb fontfile author operator company category manager subject keywords comment doccomm hlinkbase "
    "creatim revtim printim buptim pgdsctbl listpicture fldtype datafield formfield picprop".split()
)
"""Groups without words of the text."""
TEXT_OF_FIELD: Final = frozenset(("fldinst",))
LANGUAGES: Final = {
    1: "ar",
    4: "zh",
    5: "cs",
    7: "de",
    8: "el",
    9: "en",
    10: "es",
    12: "fr",
    13: "he",
    14: "hu",
    16: "it",
    17: "ja",
    18: "ko",
    19: "nl",
    21: "pl",
    22: "pt",
    24: "ro",
    25: "ru",
    30: "th",
    31: "tr",
    33: "id",
    34: "uk",
    42: "vi",
}
"""Languages (BCP 47) by the lower ten bits of Windows' numbers for them."""
