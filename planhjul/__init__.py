"""planhjul: a Norwegian municipality's plans and money around the planning wheel."""

__version__ = "0.1.0"
