from __future__ import annotations

from itertools import combinations, product

import pytest

from reader.bundled import themes
from reader.marks import STATE_ROLES, Lens, Mark, Role
from reader.theme import (
    LONG_EDIT,
    SIGNS,
    Line,
    Style,
    Theme,
    category,
    load_theme,
    look_key,
    shown_signs,
    sign_colour,
    state_name,
    style,
)

THEMES = [load_theme(name) for name in themes()]
IDS = [theme.name for theme in THEMES]

# G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color Vision
# Deficiency", IEEE TVCG 15 (2009): severity 1.0, on linear RGB.
EYES = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: str) -> list[float]:
    channels = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio."""
    low, high = sorted(
        sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(x), strict=True)) for x in (one, other)
    )
    return (high + 0.05) / (low + 0.05)


def lab(colour: str, eye: str) -> tuple[float, float, float]:
    """CIE L*a*b* (D65) as an eye sees it."""
    rgb = linear(colour)
    rgb = [min(1.0, max(0.0, sum(a * b for a, b in zip(row, rgb, strict=True)))) for row in EYES[eye]]
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    xyz = [sum(a * b for a, b in zip(row, rgb, strict=True)) for row in to_xyz]
    f = [
        (x / white) ** (1 / 3) if x / white > 0.008856 else 7.787 * x / white + 16 / 116
        for x, white in zip(xyz, (0.9505, 1.0, 1.089), strict=True)
    ]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


def difference(one: str, other: str, eye: str) -> float:
    return sum((a - b) ** 2 for a, b in zip(lab(one, eye), lab(other, eye), strict=True)) ** 0.5


def every_style(theme: Theme) -> dict[Style, str]:
    """Every look a run can have, with the first combination that has it."""
    extras = (Role.EDIT, Role.FORMULATION, Role.BOILERPLATE, Role.MOVED, Role.CUE)
    found: dict[Style, str] = {}
    for lens, state, picked, dim in product(Lens, (None, *STATE_ROLES), (None, Role.CHOSEN, Role.FADED), (False, True)):
        for bits in product((False, True), repeat=len(extras)):
            for link in range(9):
                roles = [state, picked, *(role for role, bit in zip(extras, bits, strict=True) if bit)]
                marks = [Mark(0, 1, role) for role in roles if role]
                if link:
                    marks += [Mark(0, 1, Role.SPEAKER, link - 1), Mark(0, 1, Role.TOPIC, link - 1)]
                look = style(theme, lens, tuple(marks), dim_boilerplate=dim)
                found.setdefault(look, f"{lens} {[str(m.role) for m in marks]} dim={dim}")
                if lens not in (Lens.SPEAKERS, Lens.TOPICS):
                    break
    return found


def test_themes_have_the_same_colours() -> None:
    assert {frozenset(theme.colours) for theme in THEMES} == {frozenset(THEMES[0].colours)}
    assert all(theme.label and theme.about.endswith(".") for theme in THEMES)
    assert all(len(c) == 7 and c[0] == "#" and int(c[1:], 16) >= 0 for theme in THEMES for c in theme.colours.values())


@pytest.mark.parametrize("theme", THEMES, ids=IDS)
def test_text_is_readable_whatever_lies_on_it(theme: Theme) -> None:
    looks = every_style(theme)
    assert len(looks) > 40
    low = {
        how: round(contrast(look.foreground, look.background or theme["paper"]), 2)
        for look, how in looks.items()
        if contrast(look.foreground, look.background or theme["paper"]) < 4.5
    }
    assert low == {}
    thin = {
        how
        for look, how in looks.items()
        if look.line is not Line.NONE
        and look.line_colour is not None
        and contrast(look.line_colour, look.background or theme["paper"]) < 3
    }
    assert thin == set()
    assert all((look.line is Line.NONE) == (look.line_colour is None) for look in looks)


@pytest.mark.parametrize("theme", THEMES, ids=IDS)
def test_chrome_and_signs_are_readable(theme: Theme) -> None:
    for ground in ("paper", "panel"):
        for text in ("ink", "muted", "accent", "note"):
            assert contrast(theme[text], theme[ground]) >= 4.5, (text, ground)
    for ground in ("focus_bg", "find_bg"):
        assert contrast(theme["ink"], theme[ground]) >= 4.5
    for role in SIGNS:
        grounds = {theme["paper"], theme["focus_bg"], theme["panel"]}
        grounds |= {style(theme, lens, (Mark(0, 1, role),)).background or theme["paper"] for lens in Lens}
        for ground in grounds:
            assert contrast(sign_colour(theme, role), ground) >= 4.5, (role, ground)


@pytest.mark.parametrize("theme", THEMES, ids=IDS)
def test_states_on_one_side_differ_for_every_eye(theme: Theme) -> None:
    grounds = {
        role: style(theme, Lens.DIFFERENCES, (Mark(0, 1, role),)).background or theme["paper"] for role in STATE_ROLES
    }
    together = [
        (Role.SHARED, Role.REWORDED, Role.ECHO, novel) for novel in (Role.DROPPED, Role.NEW, Role.ONLY_HERE)
    ] + [(Role.DROPPED, Role.NEW)]
    for roles in together:
        for one, other in combinations(roles, 2):
            assert SIGNS[one] != SIGNS[other]
            for eye in EYES:
                assert difference(grounds[one], grounds[other], eye) > 6, (one, other, eye)


@pytest.mark.parametrize("theme", THEMES, ids=IDS)
def test_speakers_and_topics_differ_for_every_eye(theme: Theme) -> None:
    first = [category(theme, link) for link in range(8)]
    for one, other in combinations(first, 2):
        for eye in EYES:
            assert difference(one.colour, other.colour, eye) > 15, (one, other, eye)
    many = [category(theme, link) for link in range(32)]
    assert len({(one.colour, one.line) for one in many}) == 32
    assert len({one.line for one in many[:4]}) == 4


def look(lens: Lens, *roles: Role | tuple[Role, int]) -> Style:
    marks = tuple(Mark(0, 1, *role) if isinstance(role, tuple) else Mark(0, 1, role) for role in roles)
    return style(THEMES[0], lens, marks)


def test_differences() -> None:
    light = THEMES[0]
    assert look(Lens.DIFFERENCES, Role.ECHO) == Style(light["ink"])
    for role in (Role.SHARED, Role.REWORDED, Role.DROPPED, Role.NEW, Role.ONLY_HERE):
        assert look(Lens.DIFFERENCES, role).background == light[f"{role}_bg"]
    edit = look(Lens.DIFFERENCES, Role.REWORDED, Role.EDIT, Role.FORMULATION)
    assert (edit.bold, edit.line, edit.background) == (True, Line.SOLID, light["reworded_bg"])
    marks = Mark(0, 200, Role.REWORDED), Mark(0, LONG_EDIT, Role.EDIT)
    assert style(light, Lens.DIFFERENCES, marks) == look(Lens.DIFFERENCES, Role.REWORDED, Role.EDIT)._replace(
        bold=False
    )
    assert look_key(marks) != look_key((marks[0], Mark(0, 5, Role.EDIT)))
    equal = look(Lens.DIFFERENCES, Role.REWORDED, Role.VARIANT)
    assert (equal.bold, equal.line, equal.foreground) == (False, Line.DASHED, light["reworded_fg"])
    assert look(Lens.DIFFERENCES, Role.REWORDED, Role.VARIANT, Role.FORMULATION).line is Line.DASHED
    known = look(Lens.DIFFERENCES, Role.ECHO, Role.FORMULATION)
    assert (known.bold, known.line, known.background) == (False, Line.DOTTED, None)


def test_shared_is_the_other_way_round() -> None:
    light = THEMES[0]
    assert look(Lens.SHARED, Role.SHARED).background
    assert look(Lens.SHARED, Role.REWORDED).background
    assert look(Lens.SHARED, Role.REWORDED, Role.EDIT) == Style(light["muted"])
    assert look(Lens.SHARED, Role.ECHO, Role.FORMULATION).background
    for role in (Role.DROPPED, Role.NEW, Role.ONLY_HERE, Role.ECHO):
        assert look(Lens.SHARED, role) == Style(light["muted"])


def test_only_formulations_stand_out_under_their_lens() -> None:
    plain = {look(Lens.FORMULATIONS, role, (Role.SPEAKER, 0)) for role in STATE_ROLES}
    assert plain == {Style(THEMES[0]["ink"])}
    strong = look(Lens.FORMULATIONS, Role.DROPPED, Role.FORMULATION)
    assert strong.bold
    assert strong.background
    assert strong.line is Line.DOTTED


@pytest.mark.parametrize(("lens", "role"), [(Lens.SPEAKERS, Role.SPEAKER), (Lens.TOPICS, Role.TOPIC)])
def test_categories_have_tint_and_line(lens: Lens, role: Role) -> None:
    looks = {look(lens, Role.DROPPED, (role, link)) for link in range(8)}
    assert len(looks) == 8
    assert all(one.background and one.line is not Line.NONE for one in looks)
    assert look(lens, Role.DROPPED) == Style(THEMES[0]["ink"])


def test_filter() -> None:
    light = THEMES[0]
    for lens in Lens:
        assert look(lens, Role.REWORDED, (Role.SPEAKER, 0), (Role.TOPIC, 0), Role.EDIT, Role.FADED) == Style(
            light["muted"]
        )
    assert look(Lens.DIFFERENCES, Role.DROPPED, Role.CHOSEN) == look(Lens.DIFFERENCES, Role.DROPPED)
    assert look(Lens.DIFFERENCES, Role.ECHO, Role.CHOSEN).background == light["focus_bg"]
    assert look(Lens.SHARED, Role.NEW, Role.CHOSEN) == Style(light["ink"], light["focus_bg"])


def test_boilerplate_is_dimmed_on_request_only() -> None:
    light, marks = THEMES[0], (Mark(0, 1, Role.DROPPED), Mark(0, 1, Role.BOILERPLATE))
    assert style(light, Lens.DIFFERENCES, marks) == style(light, Lens.DIFFERENCES, marks[:1])
    dim = style(light, Lens.DIFFERENCES, marks, dim_boilerplate=True)
    assert (dim.foreground, dim.background) == (light["muted"], light["dropped_bg"])


def test_signs_say_states_in_words_too() -> None:
    roles = (*STATE_ROLES, Role.MOVED)
    assert set(SIGNS) == set(roles)
    assert len(set(SIGNS.values())) == len(roles)
    assert [state_name(role) for role in roles] == [
        "shared",
        "reworded",
        "echo",
        "dropped",
        "new",
        "only here",
        "moved",
    ]
    assert shown_signs(Lens.DIFFERENCES, (Role.DROPPED, Role.MOVED)) == (Role.DROPPED, Role.MOVED)
    assert shown_signs(Lens.DIFFERENCES, (Role.ECHO,)) == ()
    assert shown_signs(Lens.SHARED, (Role.ECHO,)) == (Role.ECHO,)
    assert shown_signs(Lens.SPEAKERS, roles) == ()
