"""What every `Messaging` must do, whoever wrote it: subclass, give a maker and a way to read, and run pytest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import pytest
from attrs import frozen
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from returns.pipeline import is_successful

from lsc_domain.ports.messaging import Messaging, PieceDePli, Pli, RaisonDEchec, est_sur_une_ligne
from lsc_domain.testing.contracts._essai import essayer

MakeMessaging = Callable[[], Messaging]

_LIGNES: Final = re.compile(r"\r\n|\r|\n")
_DIFFICILES: Final = (
    "M. BROUILLY",
    "YALOXE CORTON Denise",
    'SCI "Les Œillets", d’Ève ÇELIK-NAÏF & Cie <sci@example.invalid>',
    "(entre parenthèses) [et crochets]; puis: deux-points, @ et \\",
    "=?utf-8?q?Bcc=3A?= =0D=0ABcc: tous@example.invalid",
    "1\u202f000,91516 € pour l'œuvre n°\u00a01",
    "👩🏽‍⚖️ e\u0301",
    "Assemblée générale ordinaire " * 12,
    "sansespace" * 30,
    "résidencé" * 30,
)
"""Lines that are addresses, headers or codes somewhere, and letters that are lost somewhere."""
_CORPS: Final = (
    "Bonjour,\n\n.\n..\nFrom moi\n-- \nBien à vous\n",
    "=\n==3D\n\t indenté \n" + "é" * 2_000,
    "une\r\ndeux\rtrois\n\n\n",
    "",
)


@frozen(kw_only=True)
class Recu:
    """What somebody received, as he reads it."""

    destinataire: str
    nom: str
    objet: str
    texte: str
    html: str = ""
    pieces: tuple[PieceDePli, ...] = ()
    desinscription: str = ""


class MessagingContract:
    """
    The laws of a carrier. Your subclass says how to make one, and how to read what arrived.

    >>> class TestMine(MessagingContract):
    ...     adresse_refusee = "inconnu@example.invalid"
    ...
    ...     @pytest.fixture
    ...     def make_messaging(self):
    ...         return MyMessaging  # a maker: each example of each law gets one that has carried nothing
    ...
    ...     def recus(self, messaging):
    ...         return [...]
    """

    memoire: bool = False
    """Whether it refuses a key it has taken charge of: it then says so, and delivers nothing."""
    adresse_refusee: str = ""
    """An address that refuses everything, for good; empty when there is none."""
    exemples: int = 30
    """How many examples each law tries, at most."""

    @pytest.fixture
    def make_messaging(self) -> MakeMessaging:
        """Return a maker of carriers, each with nothing delivered."""
        raise NotImplementedError

    def recus(self, messaging: Messaging) -> Sequence[Recu]:
        """Read what arrived, in order, since the carrier was made."""
        raise NotImplementedError

    @pytest.mark.req("MSG-05")
    def test_what_is_sent_is_received(self, make_messaging: MakeMessaging) -> None:
        """A pli arrives at its one person as it was written: no letter lost, no line run, no header made of a name."""

        def law(pli: Pli) -> None:
            messaging = make_messaging()
            assert messaging.envoyer(pli).unwrap().cle == pli.cle
            [recu] = self.recus(messaging)
            assert _en_clair(recu) == _en_clair(_attendu(pli))

        essayer(law, plis(), exemples=self.exemples)

    def test_files_arrive_to_the_last_byte(self, make_messaging: MakeMessaging) -> None:
        """Files that go with a pli arrive with their names, what they are, and every byte."""

        def law(pieces: tuple[PieceDePli, ...]) -> None:
            messaging = make_messaging()
            messaging.envoyer(_pli("pieces", pieces=pieces)).unwrap()
            assert self.recus(messaging)[0].pieces == pieces

        essayer(law, st.lists(_pieces(), min_size=1, max_size=3).map(tuple), exemples=min(self.exemples, 15))

    @pytest.mark.req("I-38")
    def test_the_way_out_goes_with_it(self, make_messaging: MakeMessaging) -> None:
        """The one-click opt-out arrives as it is, however long: cut or encoded, nobody could press it."""
        messaging = make_messaging()
        lien = "https://extranet.example.invalid/stop/2026." + "QlJPVUlMTFk-_" * 40
        messaging.envoyer(_pli("avis", desinscription=lien)).unwrap()
        messaging.envoyer(_pli("rapport")).unwrap()
        assert [recu.desinscription for recu in self.recus(messaging)] == [lien, ""]

    def test_each_is_answered_in_order(self, make_messaging: MakeMessaging) -> None:
        """Many plis have as many answers, in their order, each with the key of its own and a reference of its own."""
        messaging = make_messaging()
        cles = [f"avis-{rang}" for rang in range(20)]
        envoyes = [un.unwrap() for un in messaging.envoyer_tous(map(_pli, cles))]
        assert [un.cle for un in envoyes] == cles
        assert len({un.reference for un in envoyes}) == len(cles)
        assert [recu.objet for recu in self.recus(messaging)] == cles

    def test_none_is_taken_before_the_last_is_answered(self, make_messaging: MakeMessaging) -> None:
        """The answer of a pli comes before the next one is taken: its key is kept, whatever happens then."""
        messaging, pris = make_messaging(), list[str]()

        def plis() -> Iterator[Pli]:
            for rang in range(5):
                pris.append(f"avis-{rang}")
                yield _pli(pris[-1])

        reponses = iter(messaging.envoyer_tous(plis()))
        for rang in range(3):
            assert next(reponses).unwrap().cle == pris[-1] == f"avis-{rang}"
        assert len(self.recus(messaging)) == 3
        list(reponses)
        assert len(self.recus(messaging)) == 5

    def test_nothing_to_send(self, make_messaging: MakeMessaging) -> None:
        """No pli, no answer."""
        assert list(make_messaging().envoyer_tous(())) == []

    @pytest.mark.parametrize(
        "adresse", ["", "BROUILLY", "a@b", "a@b.invalid, c@d.invalid", "a@b.invalid>", "a@-.invalid"]
    )
    def test_an_address_that_is_none_stops_nobody_else(self, make_messaging: MakeMessaging, adresse: str) -> None:
        """What is no address of one person is `ADRESSE_INCONNUE`, for good; those before and after it leave."""
        self._essayer_une_adresse(make_messaging(), adresse, RaisonDEchec.ADRESSE_INCONNUE)

    def test_one_that_is_refused_stops_nobody_else(self, make_messaging: MakeMessaging) -> None:
        """A person who refuses is told of, with a reason and for good; those before and after him get theirs."""
        if not self.adresse_refusee:
            pytest.skip("nobody refuses here: `adresse_refusee` is empty")
        self._essayer_une_adresse(make_messaging(), self.adresse_refusee, None)

    def _essayer_une_adresse(self, messaging: Messaging, adresse: str, raison: RaisonDEchec | None) -> None:
        reponses = list(messaging.envoyer_tous((_pli("avant"), _pli("refuse", destinataire=adresse), _pli("apres"))))
        assert [is_successful(une) for une in reponses] == [True, False, True]
        echec = reponses[1].failure()
        assert (echec.cle, echec.definitif) == ("refuse", True)
        assert echec.detail
        assert raison in {None, echec.raison}
        assert [recu.objet for recu in self.recus(messaging)] == ["avant", "apres"]

    def test_a_key_is_taken_once(self, make_messaging: MakeMessaging) -> None:
        """A carrier that remembers refuses a key it has taken, and delivers one."""
        if not self.memoire:
            pytest.skip("this carrier remembers nothing: `memoire` is false")
        messaging = make_messaging()
        assert is_successful(messaging.envoyer(_pli("avis")))
        assert messaging.envoyer(_pli("avis")).failure().definitif
        assert len(self.recus(messaging)) == 1


def plis() -> SearchStrategy[Pli]:
    """Plis of every kind, in difficult words, for one person at a plain address."""
    lignes = st.sampled_from(_DIFFICILES) | st.text(max_size=60).filter(est_sur_une_ligne)
    corps = st.sampled_from(_CORPS) | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200)
    return st.builds(
        Pli,
        cle=lignes.filter(bool),
        destinataire=st.sampled_from(
            ("brouilly@example.invalid", "a.b+c_d@sous.example.invalid", "o'x@example.invalid")
        ),
        nom=lignes,
        objet=lignes,
        texte=corps,
        html=st.just("") | corps.map(lambda texte: f"<p>{texte}</p>"),
        reponse_a=st.sampled_from(("", "agence@example.invalid")),
    )


def _pieces() -> SearchStrategy[PieceDePli]:
    noms = ("facture.pdf", "Procès-verbal « été ».pdf", "a b;c=\"d\", 'e'.txt", "x" * 200 + ".pdf", "é" * 100 + ".pdf")
    return st.builds(
        PieceDePli,
        nom=st.sampled_from(noms),
        media_type=st.sampled_from(("application/pdf", "image/jpeg", "application/octet-stream")),
        contenu=st.binary(max_size=300) | st.sampled_from((b"\r\n.\r\n", b"\0" * 5_000)),
    )


def _pli(
    cle: str,
    *,
    destinataire: str = "brouilly@example.invalid",
    desinscription: str = "",
    pieces: tuple[PieceDePli, ...] = (),
) -> Pli:
    return Pli(
        cle=cle,
        destinataire=destinataire,
        nom="BROUILLY",
        objet=cle,
        texte="Bonjour,\n",
        desinscription=desinscription,
        pieces=pieces,
    )


def _attendu(pli: Pli) -> Recu:
    return Recu(destinataire=pli.destinataire, nom=pli.nom, objet=pli.objet, texte=pli.texte, html=pli.html)


def _en_clair(recu: Recu) -> tuple[str, str, str, list[str], list[str]]:
    """Tell what is read, however lines end and however many spaces a header was folded at."""
    return recu.destinataire, _serrer(recu.nom), _serrer(recu.objet), _lignes(recu.texte), _lignes(recu.html)


def _serrer(ligne: str) -> str:
    return "".join(ligne.split())


def _lignes(texte: str) -> list[str]:
    return _LIGNES.split(texte.rstrip("\r\n"))
