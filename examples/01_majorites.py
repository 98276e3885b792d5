"""One count, four majorities and two dates: what the law decides of each."""

from datetime import date
from fractions import Fraction

from lsc_domain.loi import ArticleDeVote, Decompte, Poids, decider
from lsc_domain.socle.affichage import ecrire_date


def main() -> str:
    """Decide the same count under each article, then under the law of 2019."""
    compte = Decompte(
        pour=Poids(voix=Fraction(400), tetes=8),
        contre=Poids(voix=Fraction(180), tetes=5),
        abstention=Poids(voix=Fraction(20), tetes=1),
        non_votant=Poids(voix=Fraction(400), tetes=6),
        participants=Poids(voix=Fraction(600), tetes=14),
    )
    lignes = []
    for jour in date(2023, 6, 15), date(2019, 6, 15):
        for article in "24", "25 n", "26", "unanimite":
            decision = decider(compte, article=ArticleDeVote.lire(article), le=jour)
            suite = f", second vote à l'art. {decision.second_vote.majorite.nom}" if decision.second_vote else ""
            lignes.append(f"{ecrire_date(jour)}  {article:<9}  {decision.resultat.value}{suite}")
    return "\n".join(lignes)


if __name__ == "__main__":
    print(main())
