"""The same engine behind FastAPI: what a client sees, as JSON, with its OpenAPI description."""

import asyncio
from datetime import date
from typing import Annotated

import httpx
from fastapi import Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel
from returns.pipeline import is_successful

from lsc_adapters.bootstrap import memory_engine
from lsc_adapters.cli.demo_extranet import remplir
from lsc_adapters.documents.memory import MemoryDocumentStore
from lsc_domain import Engine
from lsc_domain.extranet.espace import Espace
from lsc_domain.socle.ids import ClasseurId, CompteId, TiersId


class Identifiants(BaseModel):
    """What one comes in with."""

    code: str
    mot_de_passe: str


class Jeton(BaseModel):
    """A session; with `doit_changer`, it may only choose a password."""

    jeton: str
    doit_changer: bool


class NouveauMotDePasse(BaseModel):
    """The same one twice."""

    nouveau: str
    confirmation: str


class DocumentVu(BaseModel):
    """A document he may read."""

    code: str
    titre: str
    depuis: date


class LigneVue(BaseModel):
    """A line of an extract: amounts in centimes."""

    le: date
    libelle: str
    debit: int
    credit: int
    solde: int


class ReleveVu(BaseModel):
    """An extract: the newest line first."""

    solde_anterieur: int
    solde_de_fin: int
    lignes: list[LigneVue]


def application(engine: Engine) -> FastAPI:
    """Make the API of an engine: every route asks the engine, which checks the right each time."""
    app = FastAPI(title="Extranet", version="1")

    def client(authorization: Annotated[str, Header()] = "") -> TiersId:
        trouve = engine.identifiants.visiteur(authorization.removeprefix("Bearer "))
        if not is_successful(trouve):
            raise HTTPException(401, "session finie")
        visiteur = trouve.unwrap()
        if visiteur.tiers is None or visiteur.doit_changer:
            raise HTTPException(403, "choisissez d'abord un mot de passe")
        return visiteur.tiers

    qui = Annotated[TiersId, Depends(client)]

    @app.post("/sessions")
    def entrer(saisie: Identifiants) -> Jeton:
        entree = engine.identifiants.connecter(saisie.code, saisie.mot_de_passe)
        if not is_successful(entree):
            raise HTTPException(401, "identifiant ou mot de passe incorrect")
        admise = entree.unwrap()
        return Jeton(jeton=admise.jeton, doit_changer=admise.visiteur.doit_changer)

    @app.put("/mot-de-passe")
    def choisir(saisie: NouveauMotDePasse, authorization: Annotated[str, Header()]) -> Jeton:
        choisi = engine.identifiants.choisir_mot_de_passe(
            authorization.removeprefix("Bearer "), nouveau=saisie.nouveau, confirmation=saisie.confirmation
        )
        if not is_successful(choisi):
            raise HTTPException(422, "ce mot de passe n'est pas admis")
        return Jeton(jeton=choisi.unwrap().jeton, doit_changer=False)

    @app.get("/classeurs")
    def classeurs(tiers: qui, espace: Espace = Espace.COPROPRIETAIRE) -> dict[str, int]:
        return {un.classeur.nom: un.nombre for un in engine.extranet.classeurs(tiers, espace)}

    @app.get("/classeurs/{classeur}/documents")
    def documents(tiers: qui, classeur: str, cherche: str = "") -> list[DocumentVu]:
        lus = engine.extranet.documents(tiers, ClasseurId(classeur), cherche=cherche)
        if not is_successful(lus):
            raise HTTPException(404)
        return [DocumentVu(code=un.id, titre=un.titre, depuis=un.depuis) for un in lus.unwrap()]

    @app.get("/comptes/{compte}/releve")
    def releve(tiers: qui, compte: str, du: date, au: date) -> ReleveVu:
        lu = engine.extranet.releve(tiers, CompteId(compte), du, au)
        if not is_successful(lu):
            raise HTTPException(404)
        un = lu.unwrap()
        return ReleveVu(
            solde_anterieur=un.solde_anterieur.centimes,
            solde_de_fin=un.solde_de_fin.centimes,
            lignes=[
                LigneVue(
                    le=ligne.le,
                    libelle=ligne.libelle,
                    debit=ligne.debit_en_centimes,
                    credit=ligne.credit_en_centimes,
                    solde=ligne.solde_en_centimes,
                )
                for ligne in un.lignes
            ],
        )

    return app


async def jouer(engine: Engine, code: str, provisoire: str) -> str:
    """Come in, be sent back until a password is chosen, then read the account of the seed to the cent."""
    api = application(engine)
    lignes = [", ".join(sorted(api.openapi()["paths"]))]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=api), base_url="http://api.invalid") as client:
        refusee = await client.post("/sessions", json={"code": code, "mot_de_passe": "deviné"})
        lignes.append(f"{refusee.status_code} {refusee.text}")
        jeton = (await client.post("/sessions", json={"code": code, "mot_de_passe": provisoire})).json()["jeton"]
        trop_tot = await client.get("/classeurs", headers={"Authorization": f"Bearer {jeton}"})
        lignes.append(f"{trop_tot.status_code} {trop_tot.text}")
        choisi = await client.put(
            "/mot-de-passe",
            headers={"Authorization": f"Bearer {jeton}"},
            json={"nouveau": "Pomerol-1961", "confirmation": "Pomerol-1961"},
        )
        entete = {"Authorization": f"Bearer {choisi.json()['jeton']}"}
        annee = {"du": "2020-01-01", "au": "2020-12-31"}
        for compte in ("411ALOXECO", "450TRILLON"):
            lu = await client.get(f"/comptes/{compte}/releve", params=annee, headers=entete)
            lignes.append(f"{compte} : {lu.status_code} {lu.text}")
    return "\n".join(lignes)


def main() -> str:
    """Play it on the demo portfolio, in memory."""
    documents = MemoryDocumentStore()
    with memory_engine(documents=documents) as engine:
        acces = {un.remis.tiers: un.remis for un in remplir(engine, documents)}
        remis = acces[TiersId("YALOXECORTONDENISE")]
        return asyncio.run(jouer(engine, remis.code, remis.mot_de_passe))


if __name__ == "__main__":
    print(main())
