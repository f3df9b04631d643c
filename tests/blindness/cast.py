"""Who is who, which papers there are, and how each of them fares."""

PEOPLE = {
    "ines": "Ines Aldermann",
    "oscar": "Oscar Nakagawa",
    "ottilie": "Ottilie Brandvold",
    "amara": "Amara Okonkwo-Lind",
    "bastien": "Bastien Kowalczuk",
    "carla": "Carla Vestergaard",
    "dario": "Dario Quintanilla",
    "ravi": "Ravi Tessaro",
    "elke": "Elke Wanjiru",
    "rhea": "Rhea Montalban",
    "sven": "Sven Achterberg",
    "tomas": "Tomas Ivarsen",
    "ulla": "Ulla Petrakis",
    "vito": "Vito Szymborski",
    "hedda": "Hedda Marchetti",
    "fritz": "Fritz Vanderhoeven",
    "gerda": "Gerda Mikkelsen",
    "umberto": "Umberto Saarinen",
    "eve": "Eve Lindqvist-Rao",
    "gina": "Gina Holmqvist",
}
REVIEWERS = ("ravi", "elke", "rhea", "sven", "tomas", "ulla", "vito", "hedda")
AUTHORS = {
    "main": ("amara", "bastien"),
    "own": ("oscar", "carla"),
    "hers": ("rhea",),
    "other": ("dario",),
    "second": ("amara",),
    "withdrawn": ("dario",),
    "orphan": ("carla",),
}
TITLES = {
    "main": "Pruning Prompts across Hospitals",
    "own": "Merging Models of Strangers",
    "hers": "Adapters That Forget",
    "other": "Quiet Clients, Loud Gradients",
    "second": "A Ledger for Synthetic Data",
    "withdrawn": "A Paper Taken Back",
    "orphan": "Whom Nobody Can Judge",
}
BIDS = {"ravi": {"second": 4, "other": 2}, "elke": {"main": 1, "hers": 5}, "rhea": {"main": 3}}
IN_CONFLICT = {"main": ("ottilie",), "other": ("ottilie",), "orphan": ("ines", "oscar", "ottilie")}
"""With whom, of those who organize. What nobody can handle is Gina's, a guest's."""
ASSIGNED = {
    "main": ("ravi", "sven", "tomas"),
    "own": ("elke", "sven"),
    "hers": ("ravi", "tomas"),
    "other": ("rhea", "ulla"),
    "second": ("elke",),
    "orphan": ("ulla", "vito"),
}
FIRST_SCORES = {"main": 2, "own": 4, "hers": 1, "other": 3, "second": 5, "orphan": 3}
OUTCOMES = {
    "main": "talk",
    "own": "poster",
    "hers": "reject",
    "other": "reject",
    "second": "reject",
    "orphan": "reject",
}
SCORES = ("novelty", "quality", "impact", "overall", "confidence")
