"""Takes a ledger, gives the page of the departments of a place: what a body has to do, with whom, for whom, by when.

One file holds every body that the plans of a place name; the part of the address behind # says whose page it is. The same
page over several places holds the bodies of one name. Everything that is counted is counted here, the script only draws.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graph.visualise.footer import Imprint
from graph.visualise.ledger import Aim, Duty, Ledger, PlanNote, Unit
from graph.visualise.page import asset, render, wrap
from graph.visualise.palette import CARRIERS, ROLES, SORTS, sort_of
from graph.visualise.pinyin import spellings
from graph.visualise.work import Load, Work, pages, place_of, works

STYLES = ("base.css", "department.css")
SCRIPTS = ("common.js", "quote.js", "department-text.js", "department-lists.js", "department.js")

Places = Mapping[str, int]


def department_page(
    ledger: Ledger,
    *,
    only: str | None = None,
    home: str | None = "../index.html",
    networks: str | None = "../networks/",
    imprint: Imprint | None = None,
) -> str:
    """Give the page as HTML text (write it as UTF-8). Same input, same bytes.

    Args:
        ledger: what the page is about: the plans of one place, or of several with ``only``.
        only: the name of a body, short or full; None is every body that the plans name.
        home: the address of the index page relative to this one, None for a page that stands alone.
        networks: the address of the folder of network pages, None likewise.
        imprint: what the footer says of the build.
    """
    plans = tuple(ledger.plans.values())
    found = named_so(ledger, only)
    data = _data(ledger, found, networks, only is None)
    places = list(dict.fromkeys(plan.place or plan.title for plan in plans))
    context: dict[str, object] = {
        "place": places[0] if len(places) == 1 else f"{len(places)} 个地方",
        "place_en": places[0] if len(places) == 1 else f"{len(places)} places",
        "only": only or "",
        "plans": plans,
        "bodies": len(found),
        "home": home,
        "imprint": imprint or Imprint(),
    }
    style = "\n".join(asset(f"static/{name}") for name in STYLES)
    return render("department.html", context, style=style, script=wrap(*SCRIPTS), data=data)


def named_so(ledger: Ledger, name: str | None) -> tuple[tuple[str, Work], ...]:
    """Give the place and work of every body that bears a name, short or full; of every body where the name is None.

    A body that the plans of two places name is there twice.
    """
    return tuple(
        (place_of(part) or "", work)
        for part in pages(ledger).values()
        for work in works(part)
        if name is None or name in (work.name, ledger.bodies[work.body].label, *ledger.bodies[work.body].names)
    )


def _data(ledger: Ledger, found: Sequence[tuple[str, Work]], networks: str | None, whole: bool) -> dict[str, object]:
    """All that the script reads; plans, units, bodies, groups and programmes are called by their places in lists."""
    chosen = {iri: at for at, iri in enumerate(ledger.plans)}
    own = {work.body for _, work in found}
    units = _units(ledger, chosen, own, whole)
    unit_at = {unit.iri: at for at, unit in enumerate(units)}
    named: dict[str, Counter[str]] = defaultdict(Counter)
    for duty in ledger.duties:
        if duty.unit in unit_at:
            named[duty.body][duty.name] += 1
    bodies = sorted(named)
    body_at = {body: at for at, body in enumerate(bodies)}
    groups = sorted({label for unit in units for label, _ in unit.groups})
    programmes = sorted({name for unit in units for name in unit.programmes})
    labels = ({name: at for at, name in enumerate(groups)}, {name: at for at, name in enumerate(programmes)})
    duties = _duties(ledger, unit_at, body_at)
    return {
        "plans": [_plan(plan, networks) for plan in ledger.plans.values()],
        "units": [_unit(unit, chosen, labels, duties.get(unit.iri, [])) for unit in units],
        "bodies": [_body(ledger, body, named[body]) for body in bodies],
        "works": [_work(work, place, chosen, unit_at, body_at, labels) for place, work in found],
        "groups": [[label, ledger.english.get(label, "")] for label in groups],
        "programmes": programmes,
        "roles": ROLES,
        "carriers": CARRIERS,
        "sorts": [[sort.zh, sort.en] for sort in SORTS],
    }


def _units(ledger: Ledger, plans: Mapping[str, int], own: set[str], whole: bool) -> list[Unit]:
    """The units that name one of the bodies, those whose words say so, and where ``whole`` every provision: silence too."""
    told = {iri for d in ledger.duties if d.body in own for iri in (d.unit, d.said)}
    units = ledger.units.values()
    return sorted(
        (unit for unit in units if unit.iri in told or (whole and unit.is_provision)),
        key=lambda unit: (plans[unit.plan], unit.type == "annexrow", unit.ordinal, unit.iri),
    )


def _plan(plan: PlanNote, networks: str | None) -> dict[str, object]:
    return {
        "key": plan.key,
        "title": plan.title,
        "number": plan.number or "",
        "issued": plan.issued or "",
        "period": list(plan.period) if plan.period else None,
        "place": plan.place or "",
        "network": f"{networks}coordination-{plan.key}.html" if networks is not None else "",
    }


def _duties(ledger: Ledger, unit_at: Places, body_at: Places) -> dict[str, list[list[int]]]:
    """The duties of each unit: body, role, carrier, whether the name was completed, and the words that say it."""
    role_at = {key: at for at, (key, *_) in enumerate(ROLES)}
    carrier_at = {key: at for at, (key, *_) in enumerate(CARRIERS)}
    found: dict[str, list[list[int]]] = {}
    for d in ledger.duties:
        if d.unit in unit_at:
            words = [unit_at.get(d.said, -1), d.begin, d.end, int(d.in_heading)]
            state = [role_at[d.role], carrier_at[d.carrier], int(d.restored), int(d.generic)]
            found.setdefault(d.unit, []).append([body_at[d.body], *state, *words])
    return found


def _unit(
    unit: Unit, plan_at: Places, labels: tuple[Places, Places], duties: Sequence[Sequence[int]]
) -> dict[str, object]:
    groups, programmes = labels
    return {
        "plan": plan_at[unit.plan],
        "type": unit.type,
        "number": unit.number,
        "heading": unit.heading,
        "text": unit.text,
        "path": list(unit.path),
        "groups": [[groups[label], int(inherited)] for label, inherited in unit.groups],
        "programmes": [programmes[name] for name in unit.programmes],
        "aims": [_aim(aim) for aim in unit.aims],
        "duties": list(duties),
    }


def _aim(aim: Aim) -> list[object]:
    amount = f"{aim.value}—{aim.upper}" if aim.upper else aim.value
    amount = f"{amount}{aim.measure}"
    words = [f"{word} {amount}".strip() for word in aim.comparator]
    return [aim.indicator, *words, aim.deadline, aim.recurrence or "", aim.quote]


def _body(ledger: Ledger, iri: str, named: Counter[str]) -> dict[str, object]:
    body = ledger.bodies[iri]
    name = min(named, key=lambda name: (-named[name], name))
    return {"name": name, "label": body.label, "sort": sort_of(body.type)}


def _work(
    work: Work,
    place: str,
    plan_at: Places,
    unit_at: Places,
    body_at: Places,
    labels: tuple[Places, Places],
) -> dict[str, object]:
    groups, programmes = labels
    return {
        "body": body_at[work.body],
        "name": work.name,
        "place": place,
        "load": _load(work.load),
        "plans": [[plan_at[iri], *_load(load)] for iri, load in work.by_plan],
        "units": [unit_at[iri] for iri in work.units],
        "partners": [[body_at[p.body], p.shared, p.leads, p.led, p.all] for p in work.partners],
        "groups": [[groups[label], said, above] for label, said, above in work.groups],
        "programmes": [[programmes[name], count] for name, count in work.programmes],
        "spelling": spellings(work.name),
    }


def _load(load: Load) -> list[int]:
    return [*load.roles, load.units, load.inherited]


def names_of(ledger: Ledger, body: str, place: str | None) -> tuple[str, ...]:
    """Give the names of a body as a search is to find them, the name of its place replaced by ``~``."""
    known = ledger.bodies[body]
    return tuple(sorted({name.replace(place, "~") if place else name for name in (known.label, *known.names)}))


def duty_count(duties: Iterable[Duty]) -> tuple[int, int]:
    """Give how many duties there are, and how many of them rest on a completed name or were handed down."""
    found = list(duties)
    return len(found), sum(duty.restored or duty.inherited for duty in found)
