"""Disks for the room."""

from __future__ import annotations

from tests.store.conftest import disk

__all__ = ["disk"]
