"""The session log of WinSCP: ours is read, those of others too, cut anywhere."""

from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsc_adapters.clock.fixed import FixedClock
from lsc_adapters.transport.journal import LoggedFileDrop
from lsc_adapters.transport.memory import MemoryFileDrop
from lsc_adapters.transport.winscp import ESPACE, JournalWinScp, lire_journal_winscp
from lsc_domain.ports.errors import Broken, NotFound
from lsc_domain.ports.transport import Depot, Operation, Raison, TransfertNote

CLOCK = FixedClock(datetime.fromisoformat("2020-07-07T17:00:00.583+02:00"))

# Written by hand from the published documentation, one of each element.
DE_WINSCP = """<?xml version="1.0" encoding="UTF-8"?>
<session xmlns="http://winscp.net/schema/session/1.0" name="agence@ftp.example.invalid"
  start="2026-11-24T10:30:18.583Z">
  <group name="put C:\\GED\\*.pdf" start="2026-11-24T10:30:19.001Z">
    <upload>
      <filename value="C:\\GED\\facture &amp; relevé.pdf" />
      <destination value="/depot/facture &amp; relevé.pdf" />
      <size value="48213" />
      <result success="true" />
    </upload>
    <touch>
      <filename value="/depot/facture.pdf" /><modification value="2026-11-20T08:00:00.000Z" />
      <result success="true" />
    </touch>
    <chmod>
      <filename value="/depot/facture.pdf" /><permissions value="rw-r--r--" /><result success="true" />
    </chmod>
    <upload>
      <filename value="C:\\GED\\bail.pdf" />
      <destination value="/depot/bail.pdf" />
      <result success="false"><message>Permission denied.</message><message>Error code: 3</message></result>
    </upload>
    <rm><filename value="/depot/ancien.pdf" /><result success="false"><message>No such file</message></result></rm>
  </group>
  <group name="autres" start="2026-11-24T10:30:20.001Z">
    <download><filename value="/depot/a" /><destination value="C:\\a" /><result success="true" /></download>
    <mkdir><filename value="/depot/2026" /><result success="true" /></mkdir>
    <mv><filename value="/depot/a" /><destination value="/depot/b" /><result success="true" /></mv>
    <ls>
      <destination value="/depot" />
      <files><file><filename value="b" /><type value="-" /><size value="12" /></file></files>
      <result success="true" />
    </ls>
    <stat>
      <filename value="/depot/b" /><file><type value="-" /><size value="12" /></file><result success="true" />
    </stat>
    <cwd><cwd value="/depot" /><result success="true" /></cwd>
    <checksum><filename value="/depot/b" /><checksum value="d41d8" /><result success="true" /></checksum>
    <call><command value="df" /><output>Filesystem</output><result success="true" /></call>
    <inconnu><filename value="/depot/b" /></inconnu>
  </group>
  <failure><message>Connection lost</message></failure>
</session>
"""


def _lire(dossier: Path, texte: str | bytes) -> list[TransfertNote]:
    chemin = dossier / "winscp.xml"
    chemin.write_bytes(texte.encode() if isinstance(texte, str) else texte)
    return list(lire_journal_winscp(chemin))


@pytest.mark.req("EXP-19")
def test_a_log_of_winscp_is_read(tmp_path: Path) -> None:
    """Each operation has its local path, its path there, its success, and the reasons; what is unknown is passed."""
    notes = _lire(tmp_path, DE_WINSCP)
    assert [note.kind for note in notes if note.kind is not Operation.UPLOAD] == [
        Operation.TOUCH, Operation.CHMOD, Operation.RM, Operation.DOWNLOAD, Operation.MKDIR, Operation.MV,
        Operation.LS, Operation.STAT, Operation.CWD, Operation.CHECKSUM, Operation.CALL, Operation.FAILURE,
    ]  # fmt: skip
    envoi, refus = (note for note in notes if note.kind is Operation.UPLOAD)
    assert envoi == TransfertNote(
        kind=Operation.UPLOAD,
        source="C:\\GED\\facture & relevé.pdf",
        cible="/depot/facture & relevé.pdf",
        taille=48213,
        ok=True,
    )
    assert (refus.ok, refus.taille, refus.messages) == (False, None, ("Permission denied.", "Error code: 3"))
    par_genre = {note.kind: note for note in notes}
    assert par_genre[Operation.RM].messages == ("No such file",)
    assert (par_genre[Operation.LS].source, par_genre[Operation.LS].cible) == ("", "/depot")
    assert par_genre[Operation.STAT].taille is None
    assert (par_genre[Operation.FAILURE].ok, par_genre[Operation.FAILURE].messages) == (False, ("Connection lost",))


@pytest.mark.req("EXP-19")
@given(st.integers(0, len(DE_WINSCP.encode())))
def test_a_log_cut_anywhere_gives_what_is_complete(tmp_path_factory: pytest.TempPathFactory, octets: int) -> None:
    """A run killed at any byte leaves a log that reads as the beginning of the whole one, and never raises."""
    dossier = tmp_path_factory.mktemp("coupe")
    entier = _lire(dossier, DE_WINSCP)
    coupe = _lire(dossier, DE_WINSCP.encode()[:octets])
    assert coupe == entier[: len(coupe)]
    avant = DE_WINSCP.encode()[:octets].decode(errors="ignore")
    complets = sum(avant.count(f"</{operation}>") for operation in set(Operation) - {"cwd", "checksum"})
    assert len(coupe) >= complets


@pytest.mark.req("EXP-19")
def test_three_files_of_which_one_is_refused(tmp_path: Path) -> None:
    """A run of three files of which one is refused gives three entries: two successes, one failure and its reason."""
    drop = MemoryFileDrop()
    drop.pannes["GED/b.pdf"] = Raison.REFUSE
    chemin = tmp_path / "winscp.xml"
    with JournalWinScp(chemin, session="agence@ftp.example.invalid", clock=CLOCK) as journal:
        ecrit = LoggedFileDrop(drop, journal, racine="/depot")
        list(
            ecrit.put_all(Depot(chemin=f"GED/{nom}.pdf", contenu=b"...", origine=rf"C:\GED\{nom}.pdf") for nom in "abc")
        )
        ecrit.delete("GED/a.pdf")
    envois = [note for note in lire_journal_winscp(chemin) if note.kind is Operation.UPLOAD]
    assert [(note.source, note.cible, note.ok) for note in envois] == [
        (r"C:\GED\a.pdf", "/depot/GED/a.pdf", True),
        (r"C:\GED\b.pdf", "/depot/GED/b.pdf", False),
        (r"C:\GED\c.pdf", "/depot/GED/c.pdf", True),
    ]
    assert envois[1].messages == ("le serveur refuse le fichier",)
    assert envois[0].messages == ()


@pytest.mark.req("EXP-19")
def test_an_unknown_reason_is_left_empty(tmp_path: Path) -> None:
    """A failure whose reason is not recognised has none in the log."""
    drop = MemoryFileDrop()
    drop.pannes["a.pdf"] = Raison.INCONNUE
    chemin = tmp_path / "winscp.xml"
    with JournalWinScp(chemin, session="agence", clock=CLOCK) as journal:
        LoggedFileDrop(drop, journal).put(Depot(chemin="a.pdf", contenu=b"..."))
    (note,) = lire_journal_winscp(chemin)
    assert (note.ok, note.messages) == (False, ())


@pytest.mark.req("EXP-19")
def test_our_log_has_the_order_of_the_published_one(tmp_path: Path) -> None:
    """A session, its groups, and in each operation filename, destination, size, then the result."""
    chemin = tmp_path / "winscp.xml"
    with JournalWinScp(chemin, session='a"b & <c>', clock=CLOCK) as journal:
        LoggedFileDrop(MemoryFileDrop(), journal).put(Depot(chemin="seul.pdf", contenu=b""))
        list(LoggedFileDrop(MemoryFileDrop(), journal).put_all([Depot(chemin="groupe.pdf", contenu=b"...")]))
        journal.noter(TransfertNote(kind=Operation.FAILURE, ok=False, messages=("coupé",)))
    session = ElementTree.parse(chemin).getroot()
    assert session.tag == f"{{{ESPACE}}}session"
    assert session.attrib == {"name": 'a"b & <c>', "start": "2020-07-07T15:00:00.583Z"}
    assert [un.tag.split("}")[1] for un in session] == ["upload", "group", "group"]
    (envoi,) = session[1]
    assert [un.tag.split("}")[1] for un in envoi] == ["filename", "destination", "size", "result"]
    assert [un.attrib for un in envoi] == [
        {"value": "groupe.pdf"}, {"value": "groupe.pdf"}, {"value": "3"}, {"success": "true"},
    ]  # fmt: skip
    assert [un.tag.split("}")[1] for un in session[2]] == ["failure"]
    assert session[1].attrib["name"] == "début de l'envoi"


@pytest.mark.req("EXP-19")
def test_a_run_that_is_killed_leaves_what_it_told(tmp_path: Path) -> None:
    """Each file is in the log as soon as it has arrived, with neither the end of the group nor that of the session."""
    chemin = tmp_path / "winscp.xml"
    journal = JournalWinScp(chemin, session="agence", clock=CLOCK)
    issues = LoggedFileDrop(MemoryFileDrop(), journal).put_all(Depot(chemin=un, contenu=b"...") for un in "ab")
    next(issues)
    assert [note.source for note in lire_journal_winscp(chemin)] == ["a"]
    assert "</session>" not in chemin.read_text(encoding="utf-8")
    del issues
    journal.close()
    assert chemin.read_text(encoding="utf-8").endswith("  </group>\n</session>\n")


NOTES = st.builds(
    TransfertNote,
    kind=st.sampled_from(sorted(set(Operation) - {Operation.FAILURE, Operation.LS, Operation.STAT})),
    source=st.text(max_size=20),
    cible=st.text(max_size=20),
    taille=st.none() | st.integers(0, 10**12),
    ok=st.booleans(),
    messages=st.lists(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=9), max_size=2).map(
        tuple
    ),
)


@pytest.mark.req("EXP-19")
@given(st.lists(NOTES | st.text(max_size=9), max_size=8))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, recit: list[TransfertNote | str]) -> None:
    """Any name and any message come back; only what XML cannot hold is replaced."""
    chemin = tmp_path_factory.mktemp("journal") / "winscp.xml"
    with JournalWinScp(chemin, session="agence", clock=CLOCK) as journal:
        for un in recit:
            if isinstance(un, str):
                journal.etape(un)
            else:
                journal.noter(un)
    notes = [un for un in recit if isinstance(un, TransfertNote)]
    lues = list(lire_journal_winscp(chemin)) if recit else []
    assert [(un.kind, un.taille, un.ok, un.messages) for un in lues] == [
        (un.kind, un.taille, un.ok, un.messages) for un in notes
    ]
    for lue, note in zip(lues, notes, strict=True):
        for relu, ecrit in ((lue.source, note.source), (lue.cible, note.cible)):
            assert len(relu) == len(ecrit)
            assert all(un in {autre, "\ufffd"} for un, autre in zip(relu, ecrit, strict=True))


@pytest.mark.parametrize(
    "texte",
    [
        '<!DOCTYPE s [<!ENTITY a "a"><!ENTITY b "&a;&a;">]><session xmlns="http://winscp.net/schema/session/1.0"/>',
        '<!DOCTYPE s SYSTEM "file:///etc/passwd"><session xmlns="http://winscp.net/schema/session/1.0"/>',
        '<?xml version="1.0"?><session/>',
        "<html></html>",
        "2020-07-07  envoi a.pdf : succès",
        b"\x89PNG\r\n",
    ],
)
def test_what_is_no_log_is_refused(tmp_path: Path, texte: str | bytes) -> None:
    """A document type is refused before its entities are, and what is no session log is said to be none."""
    with pytest.raises(Broken):
        _lire(tmp_path, texte)


def test_a_log_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    """No log is `NotFound`; an empty one, of a run killed at once, tells nothing."""
    with pytest.raises(NotFound):
        list(lire_journal_winscp(tmp_path / "winscp.xml"))
    assert _lire(tmp_path, "") == _lire(tmp_path, "<?xml vers") == []
