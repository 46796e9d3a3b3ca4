"""Commands as JSON, so that one can come from another front end: ``{"type": "AddCards", "kind": "insight", …}``.

Fields that have their default may be left out, and are. Nothing is decided here: what a command may do, and how its
texts are cleaned, is ``decide``'s.
"""

from __future__ import annotations

import json
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, cast, get_args, get_origin, get_type_hints

from workshop.model.commands import Command
from workshop.model.errors import Refused
from workshop.model.struct import Struct, defaults_of

COMMANDS: Final = {kind.__name__: kind for kind in Command.__subclasses__()}
"""Every command by its name."""


def encode_command(command: Command) -> str:
    """Return a command as a JSON object."""
    return json.dumps({"type": type(command).__name__, **_plain(command)}, separators=(",", ":"))


def decode_command(text: str | bytes) -> Command:
    """Return the command that a JSON object asks for. Raises ``Refused`` where it is none, and says in what way."""
    try:
        return _command(json.loads(text))
    except (ValueError, TypeError, RecursionError) as error:
        raise Refused(f"That is not a command of this program: {_reason(error)}. Nothing was changed.") from error


def _reason(error: Exception) -> str:
    return str(error) if type(error) is TypeError else "it is not JSON"


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, Struct):
        usual = defaults_of(type(value))
        given = {field: getattr(value, field) for field in value.__match_args__}
        fields = {field: _plain(each) for field, each in given.items() if field not in usual or each != usual[field]}
        return {"type": type(value).__name__, **fields} if type(value).__name__ in COMMANDS else fields
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def _command(data: object) -> Command:
    if not isinstance(data, dict):
        raise TypeError("it is not an object")
    kind = COMMANDS.get(data["type"]) if isinstance(data.get("type"), str) else None
    if kind is None:
        raise TypeError("its type is not known")
    return cast("Command", _struct(kind, {field: value for field, value in data.items() if field != "type"}))


def _struct(kind: type[Struct], data: object) -> Struct:
    """Return a value of a class, each field read as its type says."""
    if not isinstance(data, dict):
        raise TypeError(f"{kind.__name__} is not an object")
    hints = _hints(kind)
    odd = [*(data.keys() - hints.keys()), *(hints.keys() - data.keys() - defaults_of(kind).keys())]
    if odd:
        raise TypeError(f"the field “{min(map(str, odd))}” of {kind.__name__} is unknown, or missing")
    return kind(**{field: _read(hints[field], value, f"{kind.__name__}.{field}") for field, value in data.items()})


@cache
def _hints(kind: type[Struct]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field: hints[field] for field in kind.__match_args__}


def _read(hint: Any, value: Any, where: str) -> object:  # noqa: ANN401 - any field's type, and JSON
    """Return ``value`` as ``hint`` says. Raises ``TypeError`` where it is something else."""
    if hint is Command:
        return _command(value)
    if get_origin(hint) is tuple:
        return _tuple(get_args(hint), value, where)
    if isinstance(hint, UnionType):
        (only,) = (part for part in get_args(hint) if part is not NoneType)
        return None if value is None else _read(only, value, where)
    if issubclass(hint, Struct):
        return _struct(hint, value)
    if type(value) is not hint:
        raise TypeError(_mistyped(where))
    return cast("object", value)


def _tuple(parts: tuple[Any, ...], value: object, where: str) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise TypeError(_mistyped(where))
    each = [parts[0]] * len(value) if parts[-1] is Ellipsis else parts
    if len(each) != len(value):
        raise TypeError(_mistyped(where))
    return tuple(_read(part, item, where) for part, item in zip(each, value, strict=True))


def _mistyped(where: str) -> str:
    return f"{where} is not of its type"
