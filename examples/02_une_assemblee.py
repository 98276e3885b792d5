"""A meeting counted from nouns: owners, a form received late, a ballot box, the count."""

from datetime import date
from fractions import Fraction

from returns.pipeline import is_successful

from lsc_domain.assemblee import (
    Choix,
    Code,
    FeuilleDePresence,
    FicheDAssemblee,
    OrdreDuJour,
    Presence,
    Resolution,
    Seance,
    depouiller,
    ecarter_formulaires,
    libelle,
)
from lsc_domain.copropriete import CleDeRepartition, Coproprietaire, Lot, Syndicat, Tantiemes
from lsc_domain.loi import ArticleDeVote
from lsc_domain.socle.ids import CleId, CoproprietaireId, ResolutionId

GENERALE, SYNDIC = CleId("010"), ResolutionId("1")
ATRILLON, LATOUR, LEPITRE = (CoproprietaireId(id) for id in ("450TRILLON", "450LATOUR", "450LEPITRE"))


def proprietaire(id: CoproprietaireId, nom: str, tantiemes: str) -> Coproprietaire:
    """Build an owner of one lot."""
    lot = Lot(numero="1", tantiemes=(Tantiemes(cle=GENERALE, valeur=Fraction(tantiemes)),))
    return Coproprietaire(id=id, nom=nom, lots=(lot,))


def main() -> str:
    """Hold the meeting, ballot by ballot, and tell what it decided."""
    syndicat = Syndicat(
        nom="Syndicat Gilbert",
        cles=(CleDeRepartition(code=GENERALE, generale=True),),
        coproprietaires=(
            proprietaire(ATRILLON, "ATRILLON Bernard", "374.5"),
            proprietaire(LATOUR, "CLATOUR", "265.5"),
            proprietaire(LEPITRE, "LEPITRE Abel", "360"),
        ),
    )
    fiche = FicheDAssemblee(reference="0-S001", date=date(2020, 7, 7))
    feuille, ecartes = ecarter_formulaires(
        FeuilleDePresence(
            coproprietaires=tuple(syndicat.rangs),
            presences=(
                Presence(coproprietaire=ATRILLON, code=Code.PRESENT),
                Presence(coproprietaire=LATOUR, code=Code.DISTANCE),
                Presence(coproprietaire=LEPITRE, code=Code.CORRESPONDANCE, recu_le=date(2020, 7, 4)),
            ),
        ),
        fiche,
    )
    resolution = Resolution(
        id=SYNDIC, numero="1", titre="Désignation du syndic", article=ArticleDeVote("25", "c"), cle=GENERALE
    )
    seance = Seance(
        fiche=fiche,
        syndicat=syndicat,
        ordre_du_jour=OrdreDuJour((resolution,)),
        feuille=feuille,
        ecartes=ecartes,
    )

    lignes = [libelle(ecarte.refus) for ecarte in seance.ecartes]
    urne = seance.ouvrir_urne(SYNDIC)
    for qui, choix in (ATRILLON, Choix.OUI), (LATOUR, Choix.ABSTENTION), (LEPITRE, Choix.OUI):
        vote = urne.voter(syndicat.rangs[qui], choix, id=qui)
        if not is_successful(vote):
            lignes.append(libelle(vote.failure()))
    seance = seance.enregistrer(SYNDIC, urne.bulletins())

    scrutin = depouiller(seance).unwrap().scrutin(SYNDIC)
    lignes += [scrutin.libelle, *(motif.texte for motif in scrutin.motifs), *scrutin.alertes]
    return "\n".join(lignes)


if __name__ == "__main__":
    print(main())
