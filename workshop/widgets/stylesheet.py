"""A style sheet that reads each source once, and finds out once which styles a widget has where it stands.

Textual reads all of them anew for every kind of screen that is opened for the first time: 60 ms while somebody waits.
It also matches every rule with every widget six times until the first screen stands, and with most of them again
whenever the keyboard goes from one to another: the better half of what a key took.
"""

# ruff: noqa: SLF001 - this is Textual's own, only quicker: nobody else may give it the rules it has read (_parse_cache,
# _require_parse), or note with a widget what they came to (_FLAGS, _component_styles, _attach). Its test says so where
# Textual comes to note something else.

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple
from weakref import WeakKeyDictionary

from textual.app import App
from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

if TYPE_CHECKING:
    from textual.css.model import RuleSet
    from textual.css.styles import RulesMap

    Place = tuple[Any, ...]
    """All that rules can ask about a widget and those around it."""

SOURCES: Final = 1024
"""How many sources are kept for one set of colours; Textual and our screens have about a hundred."""

SHEETS: Final = 128
"""For how many collections of rules it is known what they come to: each kind of screen opened makes another."""

_FLAGS: Final = ("_has_hover_style", "_has_focus_within", "_has_order_style", "_has_odd_or_even")

_ASKED: Final = {"blur": "focus", "enabled": "disabled", "light": "dark"}
"""States that are the contrary of another, which is asked in their place."""

_OF_ALL: Final = frozenset({"dark", "inline", "ansi", "nocolor"})
"""States that all widgets share: the program alone is asked."""

_READ: Final[dict[tuple[tuple[str, str], ...], LRUCache[tuple[Any, ...], list[RuleSet]]]] = {}
"""The rules of each source, for each set of colours."""

_FOUND: Final[LRUCache[tuple[RuleSet, ...], dict[Place, Found]]] = LRUCache(SHEETS)
"""What each collection of rules comes to at each place."""


_ABOUT: Final[dict[tuple[RuleSet, ...], dict[Place, Found]]] = {}
"""What the rules that may be about a widget come to at each place, whatever else the sheet has come to hold."""


class Found(NamedTuple):
    """The styles of a widget and of its parts, and what Textual notes beside them."""

    rules: RulesMap
    parts: dict[str, RulesMap]
    flags: tuple[bool, ...]


class KeptStylesheet(Stylesheet):
    """Textual's, with rules that outlive it."""

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._parse_cache = _read_with(variables)
        self._worn: WeakKeyDictionary[DOMNode, Found] = WeakKeyDictionary()
        self._found: dict[Place, Found] = {}
        self._states: tuple[str, ...] = ()
        self._states_of_widgets: tuple[str, ...] = ()

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take other colours; the rules of the earlier ones stay for when they come back."""
        self._parse_cache = LRUCache(SOURCES)
        super().set_variables(variables)
        self._parse_cache = _read_with(variables)

    def reparse(self) -> None:
        """Read what has not been read; ``parse`` replaces the rules only when all of it could be."""
        self.parse()

    def parse(self) -> None:
        """Read what has not been read, and note which states of a widget the rules speak of."""
        super().parse()
        rules = tuple(self.rules)
        self._states = tuple({_ASKED.get(state, state) for rule in rules for state in rule.pseudo_classes})
        self._states_of_widgets = tuple(state for state in self._states if state not in _OF_ALL)
        if rules not in _FOUND:
            _FOUND[rules] = {}
        self._found = _FOUND[rules]

    def _rules_about(self, node: DOMNode) -> tuple[RuleSet, ...]:
        """Return the rules of which some may be about a widget or its parts, wherever it stands."""
        kinds = type(node).__mro__
        parts = {part for kind in kinds for part in getattr(kind, "COMPONENT_CLASSES", ())}
        names = {"*", f"#{node.id}", *(kind.__name__ for kind in kinds), *(f".{name}" for name in node.classes | parts)}
        return tuple([rule for rule in self.rules if not names.isdisjoint(rule.selector_names)])

    def apply(self, node: DOMNode, *, animate: bool = False, cache: dict[Any, Any] | None = None) -> None:
        """Style a widget; what it wears already stays as it is. ``cache`` keeps where the widgets around it stand."""
        if type(node) is DOMNode:  # a part of a widget
            super().apply(node, animate=animate, cache=cache)
            return
        if self._require_parse:
            self.parse()
        places = {} if cache is None else cache
        place = places[node] = self._place(node, places)
        if place not in self._found:
            about = _ABOUT.setdefault(self._rules_about(node), {})
            if place not in about:
                super().apply(node, animate=animate)
                about[place] = self._worn[node] = worn_by(node)
            self._found[place] = about[place]
        found = self._found[place]
        if found == self._worn.get(node):
            node.notify_style_update()
        else:
            self._dress(node, found, animate=animate)
        self._worn[node] = found

    def _place(self, node: DOMNode, places: dict[DOMNode, Place]) -> Place:
        around: Place | None = ()
        if (parent := node.parent) is not None and (around := places.get(parent)) is None:
            around = places[parent] = self._place(parent, places)
        asked = self._states if isinstance(node, App) else self._states_of_widgets
        return type(node), node.id, node.classes, frozenset(filter(node.has_pseudo_class, asked)), around

    def _dress(self, node: DOMNode, found: Found, *, animate: bool) -> None:
        if (base := node.styles.base).get_rules():
            self.replace_rules(node, found.rules, animate=animate)
        else:
            base.merge_rules(found.rules)
            node.notify_style_update()
        for name, flag in zip(_FLAGS, found.flags, strict=True):
            setattr(node, name, flag)
        worn = self._worn.get(node)
        if worn is None or worn.parts != found.parts:
            node._component_styles.clear()
            for name, rules in found.parts.items():
                part = DOMNode(classes=name)
                part._attach(node)
                part.styles.base.merge_rules(rules)
                node._component_styles[name] = part.styles
            node.refresh()


def worn_by(node: DOMNode) -> Found:
    """Return which styles a widget wears."""
    parts = {name: styles.base.get_rules() for name, styles in node._component_styles.items()}
    return Found(node.styles.base.get_rules(), parts, tuple(getattr(node, name) for name in _FLAGS))


def _read_with(variables: dict[str, str]) -> LRUCache[tuple[Any, ...], list[RuleSet]]:
    return _READ.setdefault(tuple(variables.items()), LRUCache(SOURCES))
