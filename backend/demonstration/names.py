"""The fixed invented list: nobody is called so. Every name says that it stands for nobody."""

LAST = (
    "EXEMPLE", "MODELE", "FICTIF", "EPREUVE", "TEST", "SPECIMEN", "DEMO", "ESSAI", "MAQUETTE", "INVENTE",
    "IMAGINE", "PROTOTYPE", "ECHANTILLON", "BROUILLON", "ESQUISSE", "CANEVAS", "GABARIT", "FACTICE",
    "SIMULACRE", "ANONYME",
)  # fmt: skip
FIRST = (
    "Amine", "Claire", "Jordan", "Nadia", "Mickaël", "Fatou", "Karim", "Lucie", "Élodie", "Yanis", "Sofia",
    "Thomas", "Aïcha", "Bruno", "Chloé", "David", "Émile", "Farid", "Gaëlle", "Hugo", "Inès", "Jean-Marc",
    "Kévin", "Leïla", "Moussa", "Noémie", "Olivier", "Paul", "Rachid", "Samia",
)  # fmt: skip
AGENT_LAST = "DEMONSTRATION"
AGENT_FIRST = (
    "Agathe",
    "Basile",
    "Camille",
    "Denis",
    "Estelle",
    "Fabien",
    "Ghislaine",
    "Hector",
    "Irène",
    "Joris",
    "Karine",
)


def everybody(count: int) -> list[tuple[str, str]]:
    """`count` different pairs of last and first name, in an order that mixes both."""
    pairs = [(LAST[(i + j) % len(LAST)], FIRST[j]) for i in range(len(LAST)) for j in range(len(FIRST))]
    if count > len(pairs):
        raise ValueError(f"the list makes {len(pairs)} persons, not {count}")
    return pairs[:count]
