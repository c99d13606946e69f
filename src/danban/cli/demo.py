"""`danban demo`: the fictional sample city, ready to sign in to."""

from __future__ import annotations

import json
import os
import threading
import time
import urllib.request

import click

from danban.cli import serve


@click.command()
@click.option("--port", type=int, envvar="PORT", default=8000, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print address and sign-ins as JSON.")
def demo(port: int, as_json: bool) -> None:
    """Serve the site with a fictional sample city; its sign-in names are printed.

    The city is filled once, into an empty database; everything in it is marked as sample data.
    """
    os.environ["PORT"] = str(port)
    click.echo("Preparing the database …", err=True)
    serve.prepare()
    from django.core.management import call_command

    click.echo("Filling the sample city (only the first time) …", err=True)
    call_command("sample_city")
    from danban.site.sample.sign_ins import read_sign_ins

    sign_ins = read_sign_ins()
    address = f"http://localhost:{port}"
    threading.Thread(target=_announce, args=(address, sign_ins, as_json), daemon=True).start()
    serve.supervise(port=port, bind="127.0.0.1", workers=1)


def _announce(address: str, sign_ins: list[dict[str, str]], as_json: bool) -> None:
    """Say where the site is once it answers."""
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{address}/health", timeout=2)  # noqa: S310  (our own)
            break
        except OSError:
            time.sleep(0.25)
    if as_json:
        click.echo(json.dumps({"address": address, "accounts": sign_ins}, ensure_ascii=False))
        return
    click.echo(f"\nDanban: {address}  (Ctrl+C stops)\n\nSign in at {address}/lam-viec/ as:")
    width = max(len(row["name"]) for row in sign_ins)
    for row in sign_ins:
        click.echo(f"  {row['name']:<{width}}  {row['password']}  {row['what']}")
    click.echo("")
