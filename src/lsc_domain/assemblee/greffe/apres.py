"""What follows the meeting: the minutes, their signatures, their corrections and their notification."""

from __future__ import annotations

from returns.pipeline import is_successful

from lsc_domain.assemblee import fait as f
from lsc_domain.assemblee.greffe.registre import Registre
from lsc_domain.assemblee.proces_verbal import ResultatConsigne, Signature, clore
from lsc_domain.assemblee.refus import Refus
from lsc_domain.assemblee.refus_de_tenue import EtapeManquante, InconnuDeLAssemblee, ResultatsDifferents
from lsc_domain.assemblee.suivi import Etape


def etablir(registre: Registre, fait: f.ProcesVerbalEtabli) -> Refus | None:
    """
    Take a version of the minutes, if it follows from the facts before it, line by line. I-21, I-23.

    Refused before the closing, while a line is « Saisie en cours…. » (AG-03), and when a result differs: this is
    how whoever replays an export compares the facts with the minutes.
    """
    if registre.figee:
        return registre.avant_le_proces_verbal()
    if not registre.close and registre.rectification is None:
        return EtapeManquante(attendu="la séance n'est pas close")
    if registre.suspendue:
        return EtapeManquante(attendu="la séance est suspendue")
    if fait.version != len(registre.versions) + 1:
        return InconnuDeLAssemblee(quoi=f"la version {fait.version} du procès-verbal")
    if not registre.confiance:
        resultats = clore(registre.depouiller())
        if not is_successful(resultats):
            return resultats.failure()
        if fait.resultats != resultats.unwrap():
            return ResultatsDifferents(resolutions=_ecarts(fait.resultats, resultats.unwrap()))
    registre.versions += (fait,)
    registre.rectification = None
    registre.etape = Etape.PROCES_VERBAL
    return None


def _ecarts(dits: tuple[ResultatConsigne, ...], attendus: tuple[ResultatConsigne, ...]) -> tuple[str, ...]:
    """Name the lines that differ: all of them when only their order, or one said twice, does."""
    par_numero = {un.numero: un for un in dits}, {un.numero: un for un in attendus}
    numeros = {**par_numero[1], **par_numero[0]}
    ecarts = tuple(un for un in numeros if par_numero[0].get(un) != par_numero[1].get(un))
    return ecarts or tuple(numeros)


def signer(registre: Registre, fait: f.ProcesVerbalSigne) -> Refus | None:
    """Take a signature under the last version. Décret 67-223, art. 17. I-21."""
    refus = registre.apres_le_proces_verbal() or registre.salle.connus((fait.signataire,))
    if refus is None and fait.version != len(registre.versions):
        refus = InconnuDeLAssemblee(quoi=f"la version {fait.version} du procès-verbal")
    if refus is None:
        signature = Signature(signataire=fait.signataire, qualite=fait.qualite, le=fait.le)
        registre.signatures += ((fait.version, signature),)
    return refus


def rectifier(registre: Registre, fait: f.RectificationOuverte) -> Refus | None:
    """Open a correction: attendance and votes may change again, until the next version. I-23."""
    refus = registre.apres_le_proces_verbal()
    if refus is None and not (fait.auteur.strip() and fait.motif.strip()):
        refus = EtapeManquante(attendu="une rectification a un auteur et un motif")
    if refus is None:
        registre.rectification = fait
        registre.etape = Etape.RECTIFICATION
    return refus


def notifier(registre: Registre, fait: f.ProcesVerbalNotifie) -> Refus | None:
    """Take the notification of a version to an owner. Loi 65-557, art. 42, al. 2. I-22, MSG-06."""
    refus = registre.apres_le_proces_verbal() or registre.salle.connus_par_id((fait.coproprietaire,))
    if refus is None and not 1 <= fait.version <= len(registre.versions):
        refus = InconnuDeLAssemblee(quoi=f"la version {fait.version} du procès-verbal")
    if refus is None:
        registre.notifications += (fait,)
    return refus
