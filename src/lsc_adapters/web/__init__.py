"""The extranet as a web application that a host mounts, with its own engine. Extra `[web]`."""

from lsc_adapters.web.application import application
from lsc_adapters.web.parametres import ParametresWeb

__all__ = ["ParametresWeb", "application"]
