"""How a session lasts: journals, the folder, the catalogue."""
