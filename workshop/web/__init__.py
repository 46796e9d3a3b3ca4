"""Phones and the browser board: a small web server inside the room."""
