"""A room full of phones, on this computer alone: ``python -m benchmarks.load`` (traffic stays on 127.0.0.1)."""
