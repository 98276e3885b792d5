"""
The texts a paper must reproduce, word for word.

The wording is that of Légifrance, consolidated on 8 September 2026 (`Article.version` where the identifier is known);
it must be checked against Légifrance whenever one of these articles changes. Only the apostrophes are ours.
"""

from collections.abc import Sequence
from typing import Final

from lsc_domain.loi.article import DECRET_1967, LOI_1965, Article, decret, loi

TexteReproduit = tuple[Article, str]
"""An article, and its wording: one paragraph a line."""

TEXTES_DU_FORMULAIRE: Final[tuple[TexteReproduit, ...]] = (
    (
        loi("17-1 A", "al. 2", "LEGIARTI000039313644"),
        "Les copropriétaires peuvent, par ailleurs, voter par correspondance avant la tenue de l’assemblée "
        "générale, au moyen d’un formulaire établi conformément à un modèle fixé par arrêté. Si la résolution "
        "objet du vote par correspondance est amendée en cours d’assemblée générale, le votant par correspondance "
        "ayant voté favorablement est assimilé à un copropriétaire défaillant pour cette résolution.",
    ),
    (
        decret("9", "al. 2"),
        "Le formulaire de vote par correspondance mentionné au deuxième alinéa de l’article 17-1 A est joint à la "
        "convocation.",
    ),
    (
        decret("9 bis"),
        "Pour être pris en compte lors de l’assemblée générale, le formulaire de vote par correspondance est "
        "réceptionné par le syndic au plus tard trois jours francs avant la date de la réunion.\n"
        "Lorsque le formulaire de vote est transmis par courrier électronique à l’adresse indiquée par le syndic, "
        "il est présumé réceptionné à la date de l’envoi.",
    ),
    (
        decret("14", "al. 1 à 4", "LEGIARTI000042078670"),
        "Il est tenu une feuille de présence, pouvant comporter plusieurs feuillets, qui indique les nom et "
        "domicile de chaque copropriétaire ou associé :\n"
        "- présent physiquement ou représenté ;\n"
        "- participant à l’assemblée générale par visioconférence, par audioconférence ou par un autre moyen de "
        "communication électronique ;\n"
        "- ayant voté par correspondance avec mention de la date de réception du formulaire par le syndic.",
    ),
    (
        decret("14-1", "", "LEGIARTI000042076720"),
        "Au moment du vote, le formulaire de vote par correspondance n’est pas pris en compte lorsque le "
        "copropriétaire, l’associé ou leur mandataire est présent à l’assemblée générale, quelle que soit la date "
        "à laquelle a été établi ou reçu le formulaire de vote par correspondance ou le mandat avec délégation de "
        "vote, y compris en cas de délégation de vote sans désignation d’un mandataire.",
    ),
    (
        decret("17", "al. 3", "LEGIARTI000042078689"),
        "Le procès-verbal comporte, sous l’intitulé de chaque question inscrite à l’ordre du jour, le résultat du "
        "vote. Il précise les noms et nombre de voix des copropriétaires ou associés qui se sont opposés à la "
        "décision, qui se sont abstenus, ou qui sont assimilés à un copropriétaire défaillant en application du "
        "deuxième alinéa de l’article 17-1 A de la loi du 10 juillet 1965.",
    ),
)
"""The third part of the correspondence form. Arrêté of 2 July 2020. AG-04."""

TEXTES_DU_POUVOIR: Final[tuple[TexteReproduit, ...]] = (
    (
        loi("22", "I, al. 3 à 8", "LEGIARTI000039313531"),
        "Tout copropriétaire peut déléguer son droit de vote à un mandataire, que ce dernier soit ou non membre du "
        "syndicat. Chaque mandataire ne peut, à quelque titre que ce soit, recevoir plus de trois délégations de "
        "vote. Toutefois, un mandataire peut recevoir plus de trois délégations de vote si le total des voix dont "
        "il dispose lui-même et de celles de ses mandants n’excède pas 10 % des voix du syndicat. Chacun des époux "
        "copropriétaires communs ou indivis d’un lot peut recevoir personnellement des délégations de vote, dans "
        "les conditions prévues au présent article. Tout mandataire désigné peut subdéléguer son mandat à une "
        "autre personne, à condition que cela ne soit pas interdit par le mandat. Le mandataire peut, en outre, "
        "recevoir plus de trois délégations de vote s’il participe à l’assemblée générale d’un syndicat principal "
        "et si tous ses mandants appartiennent à un même syndicat secondaire. Lorsque le syndic a reçu des mandats "
        "sans indication de mandataire, il ne peut ni les conserver pour voter en son nom, ni les distribuer "
        "lui-même aux mandataires qu’il choisit.\n"
        "Ne peuvent ni recevoir de mandat pour représenter un copropriétaire, ni présider l’assemblée générale :\n"
        "1° Le syndic, son conjoint, le partenaire lié à lui par un pacte civil de solidarité, son concubin ;\n"
        "2° Les ascendants et descendants du syndic ainsi que ceux de son conjoint ou du partenaire lié à lui par "
        "un pacte civil de solidarité ou de son concubin ;\n"
        "3° Les préposés du syndic, leur conjoint, le partenaire lié à eux par un pacte civil de solidarité, leur "
        "concubin ;\n"
        "4° Les ascendants et descendants des préposés du syndic ainsi que ceux de leur conjoint ou du partenaire "
        "lié à eux par un pacte civil de solidarité ou de leur concubin.",
    ),
    (
        decret("15-1"),
        "Le syndic qui reçoit, en application du troisième alinéa du I de l’article 22 de la loi du 10 juillet "
        "1965, un mandat avec délégation de vote sans indication du nom du mandataire, remet ce mandat en début de "
        "réunion au président du conseil syndical, ou à défaut à un membre du conseil syndical, afin qu’il désigne "
        "un mandataire pour exercer cette délégation de vote. En leur absence ou à défaut de conseil syndical, le "
        "syndic remet aux mêmes fins ce mandat au président de séance désigné par l’assemblée générale.",
    ),
)
"""What a blank proxy reminds its giver and its holder of."""

PIECES_JUSTIFICATIVES: Final[TexteReproduit] = (
    decret("9-1", "al. 1"),
    "Pendant le délai s’écoulant entre la convocation de l’assemblée générale appelée à connaître des comptes et "
    "la tenue de celle-ci, le syndic tient les pièces justificatives des charges mentionnées à l’article 18-1 de "
    "la loi du 10 juillet 1965 susvisée, en original ou en copie, et classées par catégories à la disposition de "
    "chaque copropriétaire pendant une durée qui ne peut être inférieure à un jour ouvré et doit être, en tout "
    "cas, appropriée à la dimension de la copropriété.",
)

_TITRES: Final = {
    LOI_1965: "Loi n° 65-557 du 10 juillet 1965",
    DECRET_1967: "Décret n° 67-223 du 17 mars 1967",
}


def citer(article: Article) -> str:
    """
    Write an article in full, as a paper cites it.

    >>> citer(loi("17-1 A", "al. 2"))
    'Loi n° 65-557 du 10 juillet 1965, article 17-1 A, alinéa 2'
    >>> citer(decret("14", "al. 1 à 4"))
    'Décret n° 67-223 du 17 mars 1967, article 14, alinéas 1 à 4'
    """
    alinea = article.alinea.replace("al. ", "alinéas " if " à " in article.alinea else "alinéa ")
    titre = _TITRES.get(article.texte, article.texte.titre[:1].upper() + article.texte.titre[1:])
    return ", ".join(filter(None, (titre, f"article {article.numero}", alinea)))


def reproduire(textes: Sequence[TexteReproduit]) -> tuple[tuple[str, str], ...]:
    """
    Write each text with its reference in full, ready to be printed.

    >>> [reference for reference, _ in reproduire(TEXTES_DU_POUVOIR)][1]
    'Décret n° 67-223 du 17 mars 1967, article 15-1'
    """
    return tuple((citer(article), texte) for article, texte in textes)
