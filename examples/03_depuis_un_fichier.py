"""A meeting read from its file, counted, and written line by line."""

from pathlib import Path

from lsc_adapters.codec.assemblee import read_seance
from lsc_domain.assemblee import depouiller

FICHIER = Path(__file__).with_name("gilbert.json")


def main() -> str:
    """Count the built-in Gilbert meeting."""
    depouillement = depouiller(read_seance(FICHIER)).unwrap()
    lignes = []
    for scrutin in depouillement.scrutins:
        resolution = scrutin.ligne.resolution
        lignes.append(f"{resolution.numero:<4} {resolution.titre[:34]:<35} {scrutin.libelle}")
        lignes += [f"     ! {alerte}" for alerte in scrutin.alertes]
    return "\n".join(lignes)


if __name__ == "__main__":
    print(main())
