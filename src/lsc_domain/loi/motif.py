"""The reasons of a decision: one French sentence each, with the article that bears it."""

from collections.abc import Iterable

from attrs import frozen

from lsc_domain.loi.article import Article, decret, loi
from lsc_domain.loi.article_de_vote import ArticleDeVote
from lsc_domain.loi.constat import Constat
from lsc_domain.loi.majorite import Majorite
from lsc_domain.loi.passerelle import NouvelleAssemblee, Passerelle

HORS_VOTE = decret("13", "", "LEGIARTI000006488391")
"""Décret 67-223, art. 13: only what is on the agenda and put to the vote is decided."""
_CONCURRENCE = decret("19")
_PAS_DE_TROISIEME_VOTE = decret("19-1")
_VERDICTS = {
    "adoptee": "la résolution est adoptée.",
    "rejetee": "la résolution est rejetée.",
    "sans_decision": "ni le oui ni le non ne l'atteint, l'assemblée n'a pas pris de décision.",
}


@frozen(kw_only=True)
class Motif:
    """A reason fit for the minutes, and where the law says so."""

    texte: str
    article: Article


def conclusion(majorite: Majorite, resultat: str) -> Motif:
    """Say what the majority decides: `adoptee`, `rejetee` or `sans_decision`."""
    return Motif(
        texte=f"{majorite.libelle[0].upper()}{majorite.libelle[1:]} : {_VERDICTS[resultat]}", article=majorite.article
    )


def sans_passerelle(majorite: Majorite) -> Motif:
    """Say that the law of the day opens no second vote after this majority."""
    return Motif(texte="La loi en vigueur à cette date n'ouvre pas de second vote.", article=majorite.article)


def fermee_par_le_non(majorite: Majorite) -> Motif:
    """Say that the no reached the majority, so that the assembly has decided."""
    return Motif(
        texte="Le non atteint la majorité : l'assemblée a décidé, il n'y a pas de second vote.",
        article=majorite.article,
    )


def lettre_exclue(article: ArticleDeVote, passerelle: Passerelle | None) -> Motif:
    """Say that the law of the day left this decision out of the second vote."""
    source = passerelle.article if passerelle else _PAS_DE_TROISIEME_VOTE
    return Motif(
        texte=f"Les décisions du {article} étaient exclues du second vote à cette date.",
        article=source,
    )


def lettre_inconnue(exclus: Iterable[str], passerelle: Passerelle) -> Motif:
    """Warn that the letter, not given, could close the second vote."""
    lettres = " et ".join(f"25 {lettre}" for lettre in sorted(exclus))
    return Motif(
        texte=f"L'article est donné sans sa lettre : le second vote serait fermé aux décisions des {lettres}.",
        article=passerelle.article,
    )


def passerelle(ouverte: Passerelle, constats: tuple[Constat, ...]) -> Motif:
    """Say whether the first vote opens the second, and on what measure."""
    if all(constat.atteint for constat in constats):
        mesures = " et ".join(constat.seuil.nom for constat in constats)
        verbe = "se prononce" if ouverte.obligatoire else "peut décider"
        return Motif(
            texte=(
                f"Le projet a recueilli {mesures} : la même assemblée {verbe} à la majorité de l'article "
                f"{ouverte.majorite.nom} en procédant immédiatement à un second vote."
            ),
            article=ouverte.article,
        )
    manques = " et ".join(constat.seuil.nom for constat in constats if not constat.atteint)
    return Motif(texte=f"Le projet n'a pas recueilli {manques} : il n'y a pas de second vote.", article=ouverte.article)


def nouvelle_assemblee(reconvocation: NouvelleAssemblee) -> Motif:
    """Say that a new meeting may decide, and within what delay."""
    delai = (
        f"convoquée dans un délai de {reconvocation.delai_mois} mois"
        if reconvocation.delai_mois
        else "convoquée à cet effet"
    )
    return Motif(
        texte=(
            f"Une nouvelle assemblée, {delai} sur un projet identique, peut statuer à la majorité de l'article "
            f"{reconvocation.majorite}."
        ),
        article=reconvocation.article,
    )


def second_vote_tenu(ouverte: Passerelle) -> Motif:
    """Say that what follows was decided at the second vote."""
    return Motif(
        texte=f"Second vote de l'article {ouverte.fondement}, à la majorité de l'article {ouverte.majorite.nom}.",
        article=ouverte.article,
    )


def suit_son_parent(numero: str, resultat: str) -> Motif:
    """Say that a sub-resolution shares the fate of the resolution it belongs to."""
    fait = {"rejetee": "rejetée", "sans_objet": "sans objet"}.get(resultat, "sans décision")
    return Motif(
        texte=f"La résolution {numero}, dont celle-ci dépend, n'est pas adoptée : elle est {fait} comme elle.",
        article=HORS_VOTE,
    )


def directement_a_24() -> Motif:
    """Say that the parent passed at its second vote, so that this one is decided at once at art. 24."""
    return Motif(
        texte=(
            "La résolution dont celle-ci dépend a été adoptée au second vote, à la majorité de l'article 24 : "
            "celle-ci est décidée directement à cette majorité, sans second vote."
        ),
        article=loi("25-1"),
    )


def concurrent_retenu(numero: str) -> Motif:
    """Say that a rival was chosen at the first vote."""
    return Motif(
        texte=f"La résolution {numero}, concurrente, est adoptée : il n'y a pas de second vote sur celle-ci.",
        article=_CONCURRENCE,
    )


def concurrents_a_voter(numeros: Iterable[str]) -> Motif:
    """Say that each rival must first have had its own first vote."""
    return Motif(
        texte=(
            f"Pas de second vote avant que chaque candidature ou devis ait eu son premier vote : il reste "
            f"{', '.join(numeros)}."
        ),
        article=_CONCURRENCE,
    )
