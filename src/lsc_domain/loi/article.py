"""Where a rule is written: the text, the article, the paragraph, its address on Légifrance."""

from typing import Final

from attrs import frozen

from lsc_domain.socle.errors import InvalidValue

LEGIFRANCE = "https://www.legifrance.gouv.fr"


@frozen
class Texte:
    """
    A text that sets rules, with the address of its consolidated version.

    Those of this library are below; an association or a règlement writes its own:

    >>> Texte("statuts de l'ASL", "https://example.invalid/statuts").titre
    "statuts de l'ASL"
    """

    titre: str
    adresse: str


LOI_1965: Final = Texte("loi 65-557", f"{LEGIFRANCE}/loda/id/JORFTEXT000000880200/")
DECRET_1967: Final = Texte("décret 67-223", f"{LEGIFRANCE}/loda/id/LEGITEXT000006061423/")
# The one identifier below that none of our sources prints: the page they read is a copy of the article.
ORDONNANCE_2020_304: Final = Texte("ordonnance 2020-304", f"{LEGIFRANCE}/loda/id/JORFTEXT000041755577/")
ARRETE_2020: Final = Texte("arrêté du 2 juillet 2020", f"{LEGIFRANCE}/loda/id/JORFTEXT000042075372/")
CODE_DE_PROCEDURE_CIVILE: Final = Texte(
    "code de procédure civile", f"{LEGIFRANCE}/codes/texte_lc/LEGITEXT000006070716/"
)
CODE_DE_LA_CONSTRUCTION: Final = Texte(
    "code de la construction et de l'habitation", f"{LEGIFRANCE}/codes/texte_lc/LEGITEXT000006074096/"
)


@frozen
class Article:
    """
    An article of law or decree, down to the paragraph that sets the rule.

    `version` is the Légifrance identifier of the article's version (`LEGIARTI…`) when our sources
    state it; the address then opens that version, else the consolidated text.

    >>> str(Article(LOI_1965, "25-1", "al. 1"))
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
        return self.numero if self.texte == LOI_1965 else f"{self.texte.titre}, art. {self.numero}"

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.texte.titre, f"art. {self.numero}", self.alinea)))


def loi(numero: str, alinea: str = "", version: str = "") -> Article:
    """Cite an article of loi 65-557 of 10 July 1965."""
    return Article(LOI_1965, numero, alinea, version)


def decret(numero: str, alinea: str = "", version: str = "") -> Article:
    """Cite an article of décret 67-223 of 17 March 1967."""
    return Article(DECRET_1967, numero, alinea, version)
