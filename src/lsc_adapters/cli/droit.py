"""`lsc droit`: the law as a calculator, from totals, dates and names."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Annotated
from zoneinfo import ZoneInfo

from cyclopts import Parameter

from lsc_adapters.cli import sortie
from lsc_adapters.cli.faute import FauteDeSaisie
from lsc_adapters.cli.saisie import Format, lire_date, lire_entier, lire_nombre, lire_nombres, lire_politique
from lsc_adapters.codec.decision import write_decision, write_motifs
from lsc_domain.copropriete.voix import etablir_voix
from lsc_domain.loi import delai
from lsc_domain.loi.article_de_vote import ArticleDeVote
from lsc_domain.loi.decision import decider as trancher
from lsc_domain.loi.decompte import Decompte, Poids
from lsc_domain.loi.plafond import plafonner
from lsc_domain.socle.affichage import ecrire_date, ecrire_voix
from lsc_domain.socle.ensemble import ensemble

PARIS = ZoneInfo("Europe/Paris")

EnPolitique = Annotated[
    tuple[str, ...],
    Parameter(name="--politique", metavar="NOM=VALEUR", help="Un point disputé : nom=valeur ; à répéter."),
]


def decider(
    *,
    article: Annotated[str, Parameter(metavar="ARTICLE", help="24, 25, 26, avec ou sans lettre (25 f), ou unanimite.")],
    date: Annotated[str, Parameter(metavar="JOUR", help="Le jour du vote, AAAA-MM-JJ.")],
    total: Annotated[str, Parameter(metavar="VOIX", help="Les voix de tous les copropriétaires, après réduction.")],
    pour: Annotated[str, Parameter(metavar="VOIX", help="Les voix pour.")],
    contre: Annotated[str, Parameter(metavar="VOIX", help="Les voix contre.")],
    abstention: Annotated[str, Parameter(metavar="VOIX", help="Les voix qui s'abstiennent, 0 par défaut.")] = "0",
    membres: Annotated[str | None, Parameter(metavar="N", help="Les membres du syndicat (art. 26).")] = None,
    membres_pour: Annotated[str | None, Parameter(metavar="N", help="Les membres qui votent pour (art. 26).")] = None,
    membres_contre: Annotated[
        str | None, Parameter(metavar="N", help="Les membres qui votent contre (art. 26).")
    ] = None,
    membres_participants: Annotated[
        str | None,
        Parameter(metavar="N", help="Les membres présents, représentés ou votant par correspondance (art. 26-1)."),
    ] = None,
    deux_coproprietaires: Annotated[bool, Parameter(help="Le syndicat n'en a que deux (art. 41-16).")] = False,
    emprunt: Annotated[bool, Parameter(help="Un emprunt voté à la majorité de ses travaux (art. 26-4).")] = False,
    politique: EnPolitique = (),
    format: Format = "table",
) -> int:
    """
    Décider un vote d'après ses totaux, sous la loi de son jour.

    Exemple : lsc droit decider --article 25 --date 2023-06-15 --total 1000 --pour 400 --contre 180
    """
    texte = ArticleDeVote.lire(article)
    if texte.majorite == "26" and (membres is None or membres_pour is None):
        raise FauteDeSaisie(
            "l'article 26 compte aussi les membres : donner --membres, --membres-pour et --membres-participants"
        )
    decision = trancher(
        _decompte(
            total=lire_nombre("--total", total),
            pour=lire_nombre("--pour", pour),
            contre=lire_nombre("--contre", contre),
            abstention=lire_nombre("--abstention", abstention),
            membres=lire_entier("--membres", membres),
            membres_pour=lire_entier("--membres-pour", membres_pour),
            membres_contre=lire_entier("--membres-contre", membres_contre),
            membres_participants=lire_entier("--membres-participants", membres_participants),
        ),
        article=texte,
        le=lire_date("--date", date),
        deux_coproprietaires=deux_coproprietaires,
        emprunt=emprunt,
        politique=lire_politique(politique),
    )
    if format == "json":
        sortie.ecrire_json(write_decision(decision))
    else:
        sortie.dire(decision.resultat.value)
        sortie.motifs(decision.motifs)
    return 0


def articles(
    *,
    date: Annotated[str | None, Parameter(metavar="JOUR", help="Un jour, AAAA-MM-JJ ; aujourd'hui par défaut.")] = None,
    politique: EnPolitique = (),
    format: Format = "table",
) -> int:
    """
    Lister les décisions que la loi nomme à une date, avec leur majorité et leur second vote.

    Exemple : lsc droit articles --date 2024-12-01
    """
    from lsc_adapters.codec.droit import write_articles

    ecrits = write_articles(_jour("--date", date), politique=lire_politique(politique))
    if format == "json":
        sortie.ecrire_json(ecrits)
    else:
        sortie.tableau(
            ("Code", "Majorité", "Second vote", "Décision", "Depuis"),
            [
                (
                    un.code,
                    un.majorite or "celle des travaux",
                    un.passerelle or "",
                    un.objet,
                    ecrire_date(un.depuis) if un.depuis_certain else f"attestée {ecrire_date(un.depuis)}",
                )
                for un in ecrits.decisions
            ],
        )
    return 0


def delais(
    *,
    assemblee: Annotated[str | None, Parameter(metavar="JOUR", help="Le jour de l'assemblée, AAAA-MM-JJ.")] = None,
    convocation: Annotated[
        str | None, Parameter(metavar="JOUR", help="La première présentation de la convocation.")
    ] = None,
    notification: Annotated[str | None, Parameter(metavar="JOUR", help="La notification du procès-verbal.")] = None,
    politique: EnPolitique = (),
    format: Format = "table",
) -> int:
    """
    Calculer les dernières dates d'une assemblée, et la première où elle peut se tenir.

    Exemple : lsc droit delais --assemblee 2020-07-07 --convocation 2020-06-12
    """
    from lsc_adapters.codec.droit import DelaisEcrits

    if assemblee is None and convocation is None and notification is None:
        raise FauteDeSaisie("delais : il faut --assemblee, --convocation ou --notification ; voir --help")
    tenue = (
        delai.delais_de_l_assemblee(lire_date("--assemblee", assemblee), politique=lire_politique(politique))
        if assemblee is not None
        else None
    )
    ecrits = DelaisEcrits(
        convocation_au_plus_tard=tenue.convocation_au_plus_tard if tenue else None,
        formulaire_au_plus_tard=tenue.formulaire_au_plus_tard if tenue else None,
        proces_verbal_signe_au_plus_tard=tenue.proces_verbal_signe_au_plus_tard if tenue else None,
        notification_au_plus_tard=tenue.notification_au_plus_tard if tenue else None,
        assemblee_au_plus_tot=delai.assemblee_au_plus_tot(lire_date("--convocation", convocation))
        if convocation is not None
        else None,
        contestation_jusqu_au=delai.contestation_jusqu_au(lire_date("--notification", notification))
        if notification is not None
        else None,
    )
    if format == "json":
        sortie.ecrire_json(ecrits)
    else:
        noms = {
            "Convocation présentée au plus tard": ecrits.convocation_au_plus_tard,
            "Assemblée au plus tôt": ecrits.assemblee_au_plus_tot,
            "Formulaire reçu au plus tard": ecrits.formulaire_au_plus_tard,
            "Procès-verbal signé au plus tard": ecrits.proces_verbal_signe_au_plus_tard,
            "Notification au plus tard": ecrits.notification_au_plus_tard,
            "Contestation jusqu'au": ecrits.contestation_jusqu_au,
        }
        sortie.tableau(("Délai", "Date"), [(nom, ecrire_date(jour)) for nom, jour in noms.items() if jour])
    return 0


def pouvoirs(
    *,
    voix_propres: Annotated[
        str, Parameter(metavar="VOIX", help="Les voix de la personne elle-même, 0 si elle n'en a pas.")
    ],
    pouvoirs: Annotated[
        str, Parameter(metavar="VOIX,VOIX", help="Les voix de chaque mandant, séparées par des virgules.")
    ],
    total: Annotated[str, Parameter(metavar="VOIX", help="Les voix du syndicat.")],
    date: Annotated[str, Parameter(metavar="JOUR", help="Le jour de l'assemblée, AAAA-MM-JJ.")],
    meme_syndicat_secondaire: Annotated[
        bool, Parameter(help="Tous les mandants sont d'un même syndicat secondaire.")
    ] = False,
    politique: EnPolitique = (),
    format: Format = "table",
) -> int:
    """
    Dire si une personne peut recevoir ces pouvoirs ; sort avec le code 1 si la loi le refuse.

    Exemple : lsc droit pouvoirs --voix-propres 100 --pouvoirs 100,100,100,50 --total 1000 --date 2023-06-15
    """
    from lsc_adapters.codec.droit import write_plafond

    plafond = plafonner(
        lire_nombres("--pouvoirs", pouvoirs),
        voix_propres=lire_nombre("--voix-propres", voix_propres),
        total=lire_nombre("--total", total),
        le=lire_date("--date", date),
        meme_syndicat_secondaire=meme_syndicat_secondaire,
        politique=lire_politique(politique),
    )
    if format == "json":
        sortie.ecrire_json(write_plafond(plafond))
    else:
        sortie.dire("autorisé" if plafond.autorise else "refusé")
        sortie.motifs(plafond.motifs)
    return 0 if plafond.autorise else 1


def voix(
    *,
    tantiemes: Annotated[str, Parameter(metavar="NOM=N,NOM=N", help="Les tantièmes de chacun : A=600,B=300,C=100.")],
    date: Annotated[
        str | None, Parameter(metavar="JOUR", help="Le jour du vote, AAAA-MM-JJ ; aujourd'hui par défaut.")
    ] = None,
    bailleur_social: Annotated[
        tuple[str, ...], Parameter(metavar="NOM", help="Un organisme HLM, dont les voix ne sont pas réduites.")
    ] = (),
    politique: EnPolitique = (),
    format: Format = "table",
) -> int:
    """
    Réduire les voix du copropriétaire majoritaire à celles des autres (art. 22).

    Exemple : lsc droit voix --tantiemes A=600,B=300,C=100 --date 2023-06-15
    """
    from lsc_adapters.codec.droit import VoixReduites

    parts = _parts(tantiemes)
    inconnus = set(bailleur_social) - parts.keys()
    if inconnus:
        raise FauteDeSaisie(f"--bailleur-social : {min(inconnus)} n'a pas de tantièmes")
    reduites = etablir_voix(
        list(parts.values()),
        le=_jour("--date", date),
        deux_coproprietaires=sum(1 for part in parts.values() if part) == 2,
        bailleurs_sociaux=ensemble(rang for rang, nom in enumerate(parts) if nom in bailleur_social),
        politique=lire_politique(politique),
    )
    par_nom = {nom: reduites.de(rang) for rang, nom in enumerate(parts)}
    if format == "json":
        total = sum(par_nom.values(), Fraction())
        sortie.ecrire_json(VoixReduites(voix=par_nom, total=total, motifs=write_motifs(reduites.motifs)))
    else:
        sortie.tableau(
            ("Copropriétaire", "Tantièmes", "Voix"),
            [
                *((nom, ecrire_voix(part), ecrire_voix(par_nom[nom])) for nom, part in parts.items()),
                ("Total", ecrire_voix(sum(parts.values())), ecrire_voix(reduites.total.voix)),
            ],
            figures=(1, 2),
        )
        sortie.motifs(reduites.motifs)
    return 0


def _jour(option: str, texte: str | None) -> dt.date:
    return lire_date(option, texte) if texte is not None else dt.datetime.now(PARIS).date()


def _parts(texte: str) -> dict[str, Fraction]:
    parts: dict[str, Fraction] = {}
    for couple in texte.split(","):
        nom, egal, valeur = (un.strip() for un in couple.partition("="))
        if not egal or not nom:
            raise FauteDeSaisie(f"--tantiemes : attendu NOM=TANTIÈMES, pas {couple!r}")
        if nom in parts:
            raise FauteDeSaisie(f"--tantiemes : {nom} est donné deux fois")
        parts[nom] = lire_nombre(f"--tantiemes {nom}", valeur)
    return parts


def _decompte(
    *,
    total: Fraction,
    pour: Fraction,
    contre: Fraction,
    abstention: Fraction,
    membres: int | None,
    membres_pour: int | None,
    membres_contre: int | None,
    membres_participants: int | None,
) -> Decompte:
    """
    Rebuild the four sides from totals; heads stay unknown where they were not given.

    Those who said no are counted among the participants when nobody abstained: nobody else is left.
    """
    reste = total - pour - contre - abstention
    if reste < 0:
        raise FauteDeSaisie("les voix pour, contre et abstention dépassent le total")
    presents = Poids(voix=pour + contre + abstention, tetes=membres_participants)
    if membres is None or membres_pour is None:
        return Decompte(
            pour=Poids(voix=pour, tetes=membres_pour),
            contre=Poids(voix=contre, tetes=membres_contre),
            abstention=Poids(voix=abstention),
            non_votant=Poids(voix=reste),
            participants=presents,
        )
    if membres_contre is None and membres_participants is not None and not abstention:
        membres_contre = max(membres_participants - membres_pour, 0)
    autres = membres - membres_pour - (membres_contre or 0)
    if min(autres, membres_pour) < 0 or (membres_participants or 0) > membres:
        raise FauteDeSaisie("les membres pour, contre ou participants dépassent les membres du syndicat")
    return Decompte(
        pour=Poids(voix=pour, tetes=membres_pour),
        contre=Poids(voix=contre, tetes=membres_contre or 0),
        abstention=Poids(voix=abstention, tetes=0),
        non_votant=Poids(voix=reste, tetes=autres),
        participants=presents,
    )
