"""Strings that run a script or ask for something where a page forgets to escape them, by family.

Each that fires says so in ``top.pwned`` or asks for ADDRESS. They are written out of small parts, so that what is
tested is every way out of every place rather than a list somebody knew by heart.
"""

from __future__ import annotations

from collections.abc import Iterator

ADDRESS = "http://127.0.0.1:9/asked"
RUN = "top.pwned=(top.pwned||0)+1"

_WAYS_OUT = (
    "",
    '">',
    "'>",
    ">",
    "</title>",
    "</style>",
    "</script>",
    "</textarea>",
    "-->",
    "--!>",
    "]]>",
    "</p></div></main>",
    '"/></a>',
    "</span></li></ol>",
)
_TAGS = (
    f"<script>{RUN}</script>",
    f"<ScRiPt\n>{RUN}</ScRiPt\t>",
    f"<script/x>{RUN}</script>",
    f"<script>{RUN}//",
    f"<script src={ADDRESS}></script>",
    f"<scr<script>ipt>{RUN}</script>",
    f"<iframe srcdoc='<script>{RUN}</script>'></iframe>",
    f"<template shadowrootmode=open><img src=x onerror={RUN}></template>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'></noscript>",
)
_EVENTS = (
    "<img src=x onerror={run}>",
    "<img/src='x'/onerror='{run}'>",
    "<image src=x onerror={run}>",
    "<video src=x onerror={run}></video>",
    "<audio src=x onerror={run}></audio>",
    "<video><source onerror={run}></video>",
    "<body onload={run}>",
    "<body onpageshow={run}>",
    "<iframe onload={run}></iframe>",
    "<object data=x onerror={run}></object>",
    "<embed src=data:text/html,a onload={run}>",
    "<link rel=stylesheet href=x onerror={run}>",
    "<style onload={run}></style>",
    "<input autofocus onfocus={run}>",
    "<details open ontoggle={run}>a</details>",
    "<marquee onstart={run}>a</marquee>",
    "<select autofocus onfocus={run}></select>",
    "<div tabindex=1 autofocus onfocus={run}>",
    "<a href=# onclick={run}>a</a>",
    "<p style='animation:a' onanimationstart={run}><style>@keyframes a{{}}</style>",
    "<script onerror={run} src=x></script>",
)
_ATTRIBUTES = (
    '" onmouseover="{run}',
    "' onmouseover='{run}",
    '" autofocus onfocus="{run}" x="',
    "' autofocus tabindex=1 onfocus='{run}",
    '" style="background:url({url})',
    "` onload=`{run}",
    '"onload="{run}"',
    '" src="{url}" x="',
    '"\n>\n<img\nsrc={url}>',
    "javascript:{run}",
    "&quot; onload=&quot;{run}",
    '\\" onload=\\"{run}',
)
_SCHEMES = (
    "javascript:{run}",
    "JaVaScRiPt:{run}",
    " javascript:{run}",
    "java\tscript:{run}",
    "java\nscript:{run}",
    "javascript&colon;{run}",
    "&#106;avascript:{run}",
    "javascript:{run}//https://a.example",
    "data:text/html,<script>{run}</script>",
    "data:text/html;base64,PHNjcmlwdD50b3AucHduZWQ9MTwvc2NyaXB0Pg==",
    "vbscript:msgbox(1)",
    "{url}",
    "//127.0.0.1:9/asked",
    "file:///etc/passwd",
    "\x01javascript:{run}",
)
_CARRIERS = (
    '<a href="{0}">a</a>',
    '<iframe src="{0}"></iframe>',
    '<img src="{0}">',
    '<form action="{0}"><input autofocus></form>',
    '<object data="{0}"></object>',
    '<embed src="{0}">',
    '<meta http-equiv=refresh content="0;url={0}">',
    '<base href="{0}">',
    '<link rel=stylesheet href="{0}">',
    '<video poster="{0}"></video>',
    '<svg><image href="{0}"/></svg>',
    '<frameset><frame src="{0}">',
    "[a]({0})",
    "![a]({0})",
    "<{0}>",
)
_STYLES = (
    "<style>@import url({url});</style>",
    "<style>*{{background:url({url})}}</style>",
    "<p style='background:url({url})'>a",
    "<style>@font-face{{font-family:a;src:url({url})}}p{{font-family:a}}</style>",
    "}}*{{background:url({url})}}/*",
    "*/}}body{{background:url({url})}}",
    "<link rel=preload as=image href={url}>",
    "<link rel=prefetch href={url}>",
    "<link rel=icon href={url}>",
    "expression({run})",
    '<div style="width:expression({run})">',
    "<style>p::before{{content:url({url})}}</style><p>",
)
_DRAWINGS = (
    "<svg onload={run}></svg>",
    "<svg/onload={run}>",
    "<svg><script>{run}</script></svg>",
    "<svg><animate onbegin={run} attributeName=x dur=1s>",
    "<svg><set onbegin={run} attributename=x>",
    "<svg><a xlink:href='javascript:{run}'><text>a</text></a></svg>",
    "<svg><use href='{url}#a'/></svg>",
    "<svg><foreignObject><img src=x onerror={run}></foreignObject></svg>",
    "<svg><style><img src=x onerror={run}></style></svg>",
    "<svg></p><style><a id='</style><img src=x onerror={run}>'>",
    "<svg><desc><img src=x onerror={run}></desc></svg>",
    "<svg><script href={url}></script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror={run}></style></mglyph></table></mtext></math>",
    "<math href='javascript:{run}'>a</math>",
    "<math><annotation-xml encoding='text/html'><img src=x onerror={run}></annotation-xml></math>",
    "<math><mi//xlink:href='data:x,<script>{run}</script>'>",
    "<math></p><style><!--</style><img src=x onerror={run}>-->",
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror={run}>",
)
_COMMENTS = (
    "<!--><script>{run}</script>-->",
    "<!---><script>{run}</script>",
    "<!-- --!><script>{run}</script>",
    "<!--[if true]><script>{run}</script><![endif]-->",
    "<![CDATA[<script>{run}</script>]]>",
    "<?xml version='1.0'?><script>{run}</script>",
    "<!DOCTYPE a [<!ENTITY b '<script>{run}</script>'>]>&b;",
    "<!--<script>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<!",
    "</",
    "<?",
    "<!-- {run} -->",
    "<plaintext>",
    "<xmp>",
    "<listing>",
    "<noembed>",
)
_TEMPLATES = (
    "{{{{constructor.constructor('{run}')()}}}}",
    "${{{run}}}",
    "<%= {run} %>",
    "#{{{run}}}",
    "{{title}}",
    "{{0.__class__}}",
    "{{left}}",
    "%(title)s",
    "%s%n",
    "$title",
    "$$",
    "${{left}}",
    "@title@",
    "[[title]]",
    "{{{{title}}}}",
    "{{% raw %}}",
    "\\1",
    "\\g<0>",
    "__left__",
    "{{css}}",
    "{{notes}}",
    "{{texts}}",
    "{{!r}}",
    "{{}}",
    "{{",
    "}}",
    "$&",
    "$1",
    "$`",
    "{{count}}",
    "{{file}}",
    "$page",
    "${{styles}}",
)
_ODD = (
    "+ADw-script+AD4-{run}+ADw-/script+AD4-",
    "\uff1cscript\uff1e{run}\uff1c/script\uff1e",
    "<\u200bscript>{run}</script>",
    "\ufeff<script>{run}</script>",
    "\u2028<script>{run}</script>",
    "\u202e>tpircs<{run}",
    "%3Cscript%3E{run}%3C/script%3E",
    "\\x3cscript\\x3e{run}",
    "\\u003cscript\\u003e{run}",
    "\u00bcscript\u00be{run}\u00bc/script\u00be",
    "<\x00script>{run}</script>",
    "<script\x0c>{run}</script>",
    "<img src=x onerror\x0b={run}>",
    "<img src=x\u3000onerror={run}>",
    "ı<script>{run}</script>",
    "\u0338<script>{run}</script>",
    "<a\u0301 onload={run}>",
    "\ud7ff<script>{run}</script>",
)


def _filled(parts: tuple[str, ...]) -> Iterator[str]:
    return (part.format(run=RUN, url=ADDRESS) for part in parts)


def _encoded(text: str) -> Iterator[str]:
    """A string in the forms in which it may come back to life."""
    yield text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    yield "".join(f"&#{ord(c)};" for c in text[:60])
    yield "".join(f"&#x{ord(c):06X}" for c in text[:60])
    yield text.replace("<", "&#60").replace(">", "&#62")
    yield text.replace("<", "&LT").replace(">", "&GT;")
    yield text.replace("<", "&amp;lt;").replace(">", "&amp;gt;")


def families() -> dict[str, list[str]]:
    """Every string once, by family."""
    addresses = [c.replace("{0}", s) for c in _CARRIERS for s in _filled(_SCHEMES)]
    events = [*_filled(_EVENTS)]
    made = {
        "tags": [out + tag for out in _WAYS_OUT for tag in _TAGS],
        "attributes": [out + event for out in _WAYS_OUT for event in events] + [*_filled(_ATTRIBUTES)],
        "addresses": addresses,
        "styles": [out + style for out in ("", "</title>", '">', "</style>") for style in _filled(_STYLES)],
        "entities": [form for one in (*_TAGS, *events, *addresses[:20]) for form in _encoded(one)],
        "templates": [*_filled(_TEMPLATES)],
        "drawings": [out + one for out in ("", '">', "</style>", "-->", "</title>") for one in _filled(_DRAWINGS)],
        "comments": [*_filled(_COMMENTS)],
        "odd letters": [*_filled(_ODD)],
    }
    seen: set[str] = set()
    return {name: [one for one in found if not (one in seen or seen.add(one))] for name, found in made.items()}  # type: ignore[func-returns-value]
