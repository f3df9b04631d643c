"""The built-in workshop: federated learning meets generative AI, at IJCAI 2025 in Montreal."""

from submissions.workshops.services import WorkshopData

FEDGENAI = WorkshopData(
    slug="fedgenai-ijcai-25",
    name="FedGenAI-IJCAI'25",
    title="International Workshop on Federated Learning and Generative AI",
    tagline="Generative AI that learns where the data lives",
    intro=(
        "Foundation models want all the data in one place; hospitals, banks and phones cannot give it. "
        "FedGenAI asks how such models can be trained, tuned and adapted across owners who keep what is theirs."
    ),
    theme="""\
Foundation models (FMs) are hungry. They are trained in a few large centres, on text and pictures that could be \
copied there. Much of what they still have to learn cannot be copied: it lies with people, hospitals, firms and \
public bodies, in many formats, under privacy law such as the GDPR, and it belongs to somebody. The models belong to \
somebody too.

Federated learning (FL) turns the journey round. The model travels, the data stays, and owners who cannot pool their \
records still train together. What works for a small network does not simply work for a model of many billion \
parameters: clients differ in hardware and architecture, updates are large, and a model that can write can also repeat \
what it has read.

The workshop is about what happens where the two meet, and above all about **federated transfer learning for \
foundation models (FTL-FM)**: starting from a model that exists, and carrying it to where the data is.
""",
    audience="""\
Researchers, students and practitioners, from both sides of the same problem.

- **From industry:** bring what goes wrong in practice, the constraints that papers leave out, the system that nearly \
worked. This is the place where such problems find people to work on them.
- **From academia:** if you are new to the area, this is an easy way in: short papers, open questions, and people who \
run such systems to talk to.
""",
    venue="IJCAI 2025",
    place="Montreal",
    enquiries="fedgenai-ijcai-25@easychair.org",
    author_kit_url="https://www.ijcai.org/authors_kit",
    attendance_rule=(
        "At least one author of every accepted paper travels to the venue and presents it in person. "
        "There is no remote presentation."
    ),
    dual_submission_rule=(
        "Send a paper to one workshop only: the same paper must not be under review at another IJCAI workshop."
    ),
    venue_rules="""\
- The file's own properties count as part of the paper: no author may be named in its metadata.
- A paper that was shown elsewhere without being archived is not regarded as published before.
""",
    preset="fedgenai-2025",
    kinds=(
        ("research", "Original research"),
        ("position", "Position paper"),
        ("in-progress", "Work in progress"),
    ),
    areas=(
        (
            "Theory and algorithmic foundations",
            (
                "Heterogeneous data, models and hardware",
                "Convergence and generalisation",
                "Optimisation beyond first order",
                "Federated prompt and adapter tuning",
                "Self-supervised learning across clients",
                "Model merging",
                "Personalisation",
            ),
        ),
        (
            "Federated learning for training and tuning foundation models",
            (
                "Federated transfer learning",
                "Parameter-efficient tuning",
                "Privacy and unlearning",
                "Security and poisoning",
                "Use of memory, energy and bandwidth",
                "Systems and hardware",
                "Fairness",
                "Ownership and intellectual property",
                "Evaluation",
            ),
        ),
    ),
    editions=(
        ("FL@FM-NeurIPS'23", ""),
        ("FL@FM-TheWebConf'24", ""),
        ("FL@FM-Singapore'24", ""),
        ("FL@FM-NeurIPS'24", ""),
        ("FL@FM-TheWebConf'25", ""),
    ),
    organizers=(
        ("Jindong Wang", "William & Mary"),
        ("Xiaohu Wu", "BUPT"),
        ("Lingjuan Lyu", "Sony AI"),
        ("Dimitrios Dimitriadis", "Amazon"),
        ("Xiaoxiao Li", "UBC"),
        ("Han Yu", "NTU"),
    ),
)
