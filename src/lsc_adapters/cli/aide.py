"""`--help` in French, down to the words cyclopts writes by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # rich and the help of cyclopts are slow to import: only `--help` needs them
    from cyclopts.help import HelpPanel
    from rich.console import Console, ConsoleOptions


class AideFrancaise:
    """
    Draws the help as cyclopts does, without its English `[required]`, `[default: …]` and `[choices: …]`.

    Each help text says them itself.
    """

    def __call__(self, console: Console, options: ConsoleOptions, panel: HelpPanel) -> None:
        """Draw one panel."""
        from cyclopts.help import DefaultFormatter

        panel.entries = [
            entree.copy(
                description=_avec_mention(entree.description) if entree.required else entree.description,
                required=False,
                default=None,
                choices=None,
            )
            for entree in panel.entries
        ]
        DefaultFormatter()(console, options, panel)

    def render_usage(self, console: Console, options: ConsoleOptions, usage: object) -> None:
        """Draw the usage line."""
        if usage:
            console.print(f"Usage : {str(usage).strip().replace('COMMAND', 'COMMANDE')}", highlight=False, markup=False)
            console.print()

    def render_description(self, console: Console, options: ConsoleOptions, description: object) -> None:
        """Draw the text of the command."""
        if description:
            console.print(description)


def _avec_mention(description: object) -> str:
    texte = str(getattr(description, "primary_renderable", description) or "").rstrip()
    return f"{texte} (obligatoire)"
