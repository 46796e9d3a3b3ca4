"""One test of many examples, where trying one costs less than a test of its own: all are tried, what fails is named."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

Test = Callable[..., None]


def with_each(
    names: str, examples: Iterable[Any], ids: Callable[[Any], object] | Iterable[str] = repr
) -> Callable[[Test], Test]:
    """Call the test below with each of ``examples``, as ``pytest.mark.parametrize`` does, but all in one test.

    For what needs nothing that must be new each time, as a folder must, and skips nothing.
    """
    wanted = [name.strip() for name in names.split(",")]
    examples = list(examples)
    values = [(example,) if len(wanted) == 1 else tuple(example) for example in examples]
    called = list(zip(examples if callable(ids) else ids, values, strict=True))
    assert called, f"no example of {names}"

    def together(test: Test) -> Test:
        @wraps(test)
        def tried(**fixtures: Any) -> None:  # noqa: ANN401
            failed = []
            for example, values in called:
                try:
                    test(**dict(zip(wanted, values, strict=True)), **fixtures)
                except Exception as error:  # noqa: BLE001 - whatever it is, the other examples are tried
                    error.add_note(f"This was {names} = {ids(example) if callable(ids) else example}")
                    failed.append(error)
            if failed:
                raise ExceptionGroup(f"{len(failed)} of {len(called)} examples of {names}", failed)

        asked = inspect.signature(test).parameters.values()
        rest = [parameter for parameter in asked if parameter.name not in wanted]
        tried.__signature__ = inspect.Signature(rest)  # type: ignore[attr-defined]  # what pytest is asked for
        return tried

    return together
