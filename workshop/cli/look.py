"""Commands that look into the catalogue: list and find. They do without the model, and so start quickly."""

from __future__ import annotations

import click

from workshop.cli.talk import as_json_text, data, progress, say, when
from workshop.store.catalogue import Catalogue, Row
from workshop.store.locations import Home

JSON_OPTION = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.command("list")
@JSON_OPTION
@click.pass_obj
def list_command(home: Home, as_json: bool) -> None:
    """List the sessions: name, title, table, counts, last change."""
    rows = _catalogue(home).sessions()
    if as_json:
        left_out = {"seen", "glossary", "papers"}
        data(as_json_text([{key: row[key] for key in row if key not in left_out} for row in rows]))
        return
    if not rows:
        say("Nothing is recorded here yet. Start a table with: workshop new TITLE")
    width = max((len(row["slug"]) for row in rows), default=0)
    for row in rows:
        data(f"{row['slug']:<{width}}  {_counts(row)}  {when(row['changed'])}  {_title(row)}")


def _counts(row: Row) -> str:
    if row["problem"]:
        return "damaged: run “workshop check”"
    counts = ((count, (one if count == 1 else plural).lower(), len(plural)) for _, one, plural, count in row["kinds"])
    return "  ".join(f"{count:>4} {word:<{width}}" for count, word, width in counts)


def _title(row: Row) -> str:
    table = f"Table {row['table']} · " if row["table"] else ""
    return f"{table}{row['title']}{' (summit)' if row['summit'] else ''}"


def _catalogue(home: Home) -> Catalogue:
    with progress("Reading sessions") as done:
        catalogue = Catalogue(home, done)
    if catalogue.remark:
        say(catalogue.remark)
    return catalogue


@click.command("find")
@click.option("--tag", default="", help="Only cards with this tag.")
@click.argument("words", nargs=-1)
@click.pass_obj
def find_command(home: Home, tag: str, words: tuple[str, ...]) -> None:
    """Find cards, and lines of papers kept as notes, in all sessions, by words and by tag."""
    if not (tag or words):
        raise click.UsageError("Name a word to look for, or a --tag.")
    catalogue = _catalogue(home)
    rows = catalogue.find(words, tag)
    for row in rows:
        tags = "".join(f" #{name}" for name in row["tags"])
        became = f"  [{row['became']}]" if row.get("became") else ""
        data(f"{row['slug']}  {row['id']}  {row['text']}{tags}{became}")
    if not rows:
        say("No card and no note has that.")
    if damaged := [row["slug"] for row in catalogue.sessions() if row["problem"]]:
        say(f"Not looked through, as they are damaged: {', '.join(damaged)}. Run “workshop check” on each.")
