"""Where a rule is written: the text, the article, the paragraph, its address on Légifrance."""

from enum import Enum

from attrs import frozen

from lsc_domain.socle.errors import InvalidValue

LEGIFRANCE = "https://www.legifrance.gouv.fr"


class Texte(Enum):
    """A text of law this library cites, with the address of its consolidated version."""

    LOI_1965 = ("loi 65-557", "/loda/id/JORFTEXT000000880200/")
    DECRET_1967 = ("décret 67-223", "/loda/id/LEGITEXT000006061423/")
    ORDONNANCE_2020_304 = ("ordonnance 2020-304", "/loda/id/JORFTEXT000041755577/")
    ARRETE_2020 = ("arrêté du 2 juillet 2020", "/loda/id/JORFTEXT000042075372/")
    CODE_DE_PROCEDURE_CIVILE = ("code de procédure civile", "/codes/texte_lc/LEGITEXT000006070716/")
    CODE_DE_LA_CONSTRUCTION = (
        "code de la construction et de l'habitation",
        "/codes/texte_lc/LEGITEXT000006074096/",
    )

    def __init__(self, titre: str, chemin: str) -> None:
        self.titre = titre
        self.adresse = f"{LEGIFRANCE}{chemin}"


@frozen
class Article:
    """
    An article of law or decree, down to the paragraph that sets the rule.

    `version` is the Légifrance identifier of the article's version (`LEGIARTI…`) when our sources
    state it; the address then opens that version, else the consolidated text.

    >>> str(Article(Texte.LOI_1965, "25-1", "al. 1"))
    'loi 65-557, art. 25-1, al. 1'
    """

    texte: Texte
    numero: str
    alinea: str = ""
    version: str = ""

    def __attrs_post_init__(self) -> None:
        if self.version and not self.version.startswith("LEGIARTI"):
            raise InvalidValue(f"version d'article : {self.version!r} n'est pas un identifiant LEGIARTI")

    @property
    def adresse(self) -> str:
        """The public address of the article's version, or of the text when the version is unknown."""
        return f"{LEGIFRANCE}/loda/article_lc/{self.version}" if self.version else self.texte.adresse

    @property
    def reference(self) -> str:
        """The short reference minutes use: bare for the loi of 1965, prefixed for any other text."""
        return self.numero if self.texte is Texte.LOI_1965 else f"{self.texte.titre}, art. {self.numero}"

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.texte.titre, f"art. {self.numero}", self.alinea)))


def loi(numero: str, alinea: str = "", version: str = "") -> Article:
    """Cite an article of loi 65-557 of 10 July 1965."""
    return Article(Texte.LOI_1965, numero, alinea, version)


def decret(numero: str, alinea: str = "", version: str = "") -> Article:
    """Cite an article of décret 67-223 of 17 March 1967."""
    return Article(Texte.DECRET_1967, numero, alinea, version)
