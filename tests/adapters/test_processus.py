"""Many papers on all cores: in order, as they are asked for, whatever becomes of a worker."""

import itertools
import subprocess
import sys
from pathlib import Path

import pytest
from convocations import convocation
from gilbert import syndicat_de_12

from lsc_adapters.rendering import processus
from lsc_adapters.rendering.typst import TypstRendering
from lsc_domain.assemblee.acte.pouvoir import acte_de_pouvoir
from lsc_domain.ports.errors import BrokenTemplate

RENDU = TypstRendering()

EN_NOMBRE = [acte_de_pouvoir(convocation(), un.id) for un in syndicat_de_12().coproprietaires]


def test_few_papers_are_made_here_and_in_order() -> None:
    faits = [rendu.contenu for rendu in RENDU.render_all(iter(EN_NOMBRE[:3]))]
    assert faits == [RENDU.render(acte).contenu for acte in EN_NOMBRE[:3]]


def _en_nombre(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processus, "nombre_de_coeurs", lambda: 2)


def test_many_papers_are_made_by_workers_in_order_and_as_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    _en_nombre(monkeypatch)
    pris = itertools.count()
    actes = (EN_NOMBRE[next(pris) % 12] for _ in range(60))
    rendus = RENDU.render_all(actes)
    premier = next(rendus).contenu
    assert next(pris) <= processus.SEUIL + 2 * (processus.AVANCE + 1) + 1
    assert premier == RENDU.render(EN_NOMBRE[0]).contenu
    assert next(rendus).contenu == RENDU.render(EN_NOMBRE[1]).contenu
    rendus.close()  # type: ignore[attr-defined]


def test_a_failure_in_a_worker_is_told_as_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _en_nombre(monkeypatch)
    (tmp_path / "pouvoir.typ").write_text(
        '#import "base.typ": *\n#let corps(d) = partie[#d.absent]\n#papier("pouvoir", corps)\n', encoding="utf-8"
    )
    with pytest.raises(BrokenTemplate, match="l'acte n'a pas ce champ") as faute:
        list(TypstRendering(tmp_path).render_all(EN_NOMBRE * 3))
    assert (faute.value.modele, faute.value.champ) == ("pouvoir", "absent")


@pytest.mark.parametrize("interprete", ["/nulle/part/python", "/bin/true"])
def test_where_no_worker_can_run_this_process_does_the_work(monkeypatch: pytest.MonkeyPatch, interprete: str) -> None:
    """A frozen program cannot be run again as a Python; a worker may be killed for want of memory."""
    _en_nombre(monkeypatch)
    monkeypatch.setattr(sys, "executable", interprete)
    faits = [rendu.contenu for rendu in RENDU.render_all(EN_NOMBRE * 3)]
    assert len(faits) == 36
    assert faits[12] == faits[0] == RENDU.render(EN_NOMBRE[0]).contenu


def test_a_worker_hands_back_any_other_error() -> None:
    with pytest.raises(ZeroDivisionError):
        list(processus.faire_tous(_diviser, [0], processus=2, seuil=1))


def _diviser(par: int) -> float:
    return 1 / par


SCRIPT = """
import sys
sys.path[:0] = {chemins!r}
print("une fois")
from test_processus import EN_NOMBRE
from lsc_adapters.rendering import processus
from lsc_adapters.rendering.typst import TypstRendering
processus.nombre_de_coeurs = lambda: 2
print(len(list(TypstRendering().render_all(EN_NOMBRE * 3))))
"""


def test_a_script_without_a_guard_runs_once(tmp_path: Path) -> None:
    """`multiprocessing` would run it again in every worker."""
    script = tmp_path / "script.py"
    ici = Path(__file__).parent
    chemins = [str(ici), str(ici.parent / "domain")]
    script.write_text(SCRIPT.format(chemins=chemins), encoding="utf-8")
    fait = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)
    assert fait.stderr == ""
    assert fait.stdout.split("\n") == ["une fois", "36", ""]


def test_what_was_asked_before_a_failure_is_given() -> None:
    """A demand that cannot even be made is told of in its turn."""

    def demandes() -> itertools.chain[int]:
        return itertools.chain([1, 2], (_diviser(0) for _ in range(1)), [3])  # type: ignore[arg-type]

    faites = processus.faire_tous(_diviser, demandes())
    assert [next(faites), next(faites)] == [1.0, 0.5]
    with pytest.raises(ZeroDivisionError):
        next(faites)
