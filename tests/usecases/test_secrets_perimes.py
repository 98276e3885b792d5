"""Any sequence of acts at the door: a secret that was superseded never lets anybody in, and the good one does."""

from __future__ import annotations

from datetime import timedelta

from acces import DENISE, PAGE, SYNDIC, avancer, guichet, lien_recu, plis, vu
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from returns.pipeline import is_successful

from lsc_domain.extranet.reglages_d_acces import ReglagesDAcces

JOURS = timedelta(hours=72)
LIEN = timedelta(minutes=30)
PROPOSE = timedelta(hours=2)
CHOIX = ("Rosier-grimpant7", "Glycine.bleue42", "Tilleul_argenté9")


class Guichet(RuleBasedStateMachine):
    """
    A login, and what a naive notebook says of it: the one password that lets in, the sessions, the link.

    Failures wait fifteen minutes, so that nothing is slowed down: slowing is tried elsewhere.
    """

    @initialize()
    def activer(self) -> None:
        self.engine = guichet(acces=ReglagesDAcces(adresse_de_reinitialisation=PAGE, proposition=PROPOSE))
        (remis,) = self.engine.identifiants.activer([SYNDIC]).unwrap()
        self.code = remis.code
        self.age = timedelta()
        self.tous = [remis.mot_de_passe, *CHOIX]  # every password anybody has ever known
        self.bon: tuple[str, bool, timedelta] | None = (remis.mot_de_passe, True, JOURS)  # temporary? until?
        self.propose: tuple[str, timedelta] | None = None
        self.lien: tuple[str, timedelta] | None = None
        self.liens: list[str] = []
        self.sessions: dict[str, tuple[timedelta, timedelta, bool]] = {}  # begun, seen, temporary
        self.finies: list[str] = []
        self.ouvert, self.publie = True, True

    # ---- what the notebook says

    @property
    def admis(self) -> bool:
        return self.ouvert and self.publie

    def attendu(self, clair: str) -> bool:
        return self.admis and self.bon is not None and self.bon[0] == clair and self.age < self.bon[2]

    def tout_fermer(self) -> None:
        self.finies += self.sessions
        self.sessions.clear()

    def dure(self, jeton: str) -> bool:
        debut, vue, provisoire = self.sessions[jeton]
        return self.age - debut < (LIEN if provisoire else timedelta(hours=8)) and self.age - vue < LIEN

    # ---- what may happen

    @rule(rang=st.integers(0, 9))
    def connecter(self, rang: int) -> None:
        clair = self.tous[rang % len(self.tous)]
        self.attendre(timedelta(minutes=15))
        attendu = self.attendu(clair)
        entree = self.engine.identifiants.connecter(self.code, clair, adresse="192.0.2.1")
        assert is_successful(entree) == attendu
        if attendu and self.bon is not None:
            provisoire = self.bon[1]
            assert entree.unwrap().visiteur.doit_changer == provisoire
            self.sessions[entree.unwrap().jeton] = (self.age, self.age, provisoire)
            if provisoire:
                self.bon = None

    @precondition(lambda self: bool(self.sessions))
    @rule(data=st.data(), nouveau=st.sampled_from(CHOIX), actuel=st.integers(0, 9))
    def choisir(self, data: st.DataObject, nouveau: str, actuel: int) -> None:
        jeton = data.draw(st.sampled_from(sorted(self.sessions)))
        donne = self.tous[actuel % len(self.tous)]
        self.attendre(timedelta(minutes=15))
        stands = self.admis and self.dure(jeton)
        provisoire = self.sessions[jeton][2]
        accepte = stands and (provisoire or (self.bon is not None and donne == self.bon[0] and donne != nouveau))
        fait = self.engine.identifiants.choisir_mot_de_passe(
            jeton, actuel=None if provisoire else donne, nouveau=nouveau, confirmation=nouveau
        )
        assert is_successful(fait) == accepte
        if accepte:
            self.adopter(nouveau)
            self.sessions[fait.unwrap().jeton] = (self.age, self.age, False)

    @rule()
    def oublier(self) -> None:
        self.attendre(timedelta(hours=1))
        avant = plis(self.engine)
        self.engine.identifiants.oublie(self.code)
        assert plis(self.engine) - avant == self.admis
        if self.admis:
            self.lien = (lien_recu(self.engine), self.age + LIEN)
            self.liens.append(self.lien[0])

    @precondition(lambda self: bool(self.liens))
    @rule(rang=st.integers(0, 9), nouveau=st.sampled_from(CHOIX))
    def suivre_un_lien(self, rang: int, nouveau: str) -> None:
        lien = self.liens[-1 - rang % len(self.liens)]
        bon = self.admis and self.lien is not None and self.lien[0] == lien and self.age < self.lien[1]
        fait = self.engine.identifiants.reinitialiser(lien, nouveau=nouveau, confirmation=nouveau)
        assert is_successful(fait) == bon
        if bon:
            self.adopter(nouveau)

    @rule()
    def proposer(self) -> None:
        clair = self.engine.identifiants.proposer(self.code).unwrap().mot_de_passe
        self.propose = (clair, self.age + PROPOSE)
        self.tous.insert(0, clair)

    @rule()
    def valider(self) -> None:
        bon = self.propose is not None and self.age < self.propose[1]
        assert is_successful(self.engine.identifiants.valider(self.code)) == bon
        if bon and self.propose is not None:
            self.bon = (self.propose[0], True, self.age + JOURS)
            self.propose = self.lien = None
            self.tout_fermer()

    @rule()
    def fermer_ou_rouvrir(self) -> None:
        if self.ouvert:
            self.engine.identifiants.fermer(self.code).unwrap()
            self.propose = self.lien = None
            self.tout_fermer()
        else:
            self.engine.identifiants.rouvrir(self.code).unwrap()
        self.ouvert = not self.ouvert

    @rule()
    def activer_ou_desactiver(self) -> None:
        if self.publie:
            self.engine.identifiants.desactiver([SYNDIC]).unwrap()
        else:
            assert self.engine.identifiants.activer([SYNDIC]).unwrap() == ()
        self.publie = not self.publie

    @precondition(lambda self: bool(self.sessions))
    @rule(data=st.data())
    def partir(self, data: st.DataObject) -> None:
        jeton = data.draw(st.sampled_from(sorted(self.sessions)))
        self.engine.identifiants.deconnecter(jeton)
        self.finies.append(jeton)
        del self.sessions[jeton]

    @rule(duree=st.sampled_from([timedelta(minutes=6), timedelta(minutes=29), timedelta(hours=9), timedelta(hours=80)]))
    def attendre(self, duree: timedelta) -> None:
        avancer(self.engine, duree)
        self.age += duree

    @rule()
    def nettoyer(self) -> None:
        self.engine.identifiants.nettoyer()

    # ---- what is always true

    @invariant()
    def who_stands_and_who_does_not(self) -> None:
        for jeton in list(self.sessions):
            visiteur = vu(self.engine, jeton)
            stands = self.dure(jeton)
            assert (visiteur is not None) == (stands and self.admis)
            if not stands:
                self.finies.append(jeton)
                del self.sessions[jeton]
            elif visiteur is not None:
                debut, vue, provisoire = self.sessions[jeton]
                assert (visiteur.tiers, visiteur.doit_changer) == (DENISE, provisoire)
                if self.age - vue >= timedelta(minutes=5):
                    self.sessions[jeton] = (debut, self.age, provisoire)
        assert all(vu(self.engine, jeton) is None for jeton in self.finies)

    def adopter(self, nouveau: str) -> None:
        self.bon = (nouveau, False, timedelta.max)
        self.propose = self.lien = None
        self.tout_fermer()


TestGuichet = Guichet.TestCase
TestGuichet.settings = settings(max_examples=80, stateful_step_count=30, deadline=None)
