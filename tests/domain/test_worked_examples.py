"""Each of the eight categories worked on paper, for one small fixture.

The fixture answers two questionnaires of a cautious text assistant; the scope is these two. Every
step of the arithmetic stands above its line, with four digits, so that nobody needs the program to
check the program.
"""

import pytest

from alignassess.domain.model import Category, Rating
from tests.domain.sheets import LOWEST, category, scored, sheet_of

SCOPE = ("vendor-selection", "regulatory-engagement")

FACTS = {
    **LOWEST,
    "sp-03": "rlhf",
    "sp-04": "one-generation-behind",  # exposure 2
    "sp-05": "up-to-five-steps",  # 1
    "sp-06": "read-sensitive-or-draft",  # 2, stakes
    "sp-07": "rework",  # 1, stakes
    "sp-08": "several-steps",  # 2, stakes
    "sp-09": "session",  # 1
    "sp-10": "users",  # 2
    "sp-12": "reviewer-70-to-95",  # 2
    "sp-13": "trained-staff",  # 1
    "sp-15": "prompt-rag",
    "sp-17": "own-schedule",  # 1
    "sp-19": "one-slightly",  # 1
    "sp-20": "partners",  # 1
    "sp-22": "to-100000",  # 1
    "sp-24": "told-human-decision",  # 1
    "sp-25": "no",
    "sp-27": "no",
    "sp-28": "no",
    "sp-29": "no",
    "sp-30": "elsewhere",
    "sp-31": "none-of-these",
    "sp-32": "none-of-these",
    "sp-33": "none",
    "sp-34": "neither",
    "sp-35": "no",
}
"""Every other fact has no exposure. Without a link to a law few regulatory questions apply."""

LEVELS = {
    "vs-01": 2,
    "vs-19": 4,
    "vs-25": 2,
    "vs-02": 3,
    "vs-03": 2,
    "vs-05": 3,
    "vs-07": 4,
    "vs-08": 4,
    "vs-09": 3,
    "vs-10": 3,
    "vs-13": 3,
    "vs-14": 2,
    "vs-15": 3,
    "vs-16": 3,
    "vs-06": 1,
    "vs-21": 3,
    "vs-12": 2,
    "rg-10": 2,
    "rg-12": 4,
    "rg-15": 3,
}
"""Whatever else applies is unanswered and earns nothing.

vs-25 at level 2 holds vendor results (vs-05, vs-07, vs-08, vs-10, vs-13, vs-14, vs-20) at 0.5
(I-27). Behavioural tests earn at most 0.3 in mesa-optimization (I-12). No other rule lowers a
credit here."""

INDIRECT = "indirect evidence only"
NO_LEVER = "no known lever"

WORKED = (
    ("name", "exposure", "layers", "marks", "prevention", "containment", "fine", "risk"),
    [
        # primary facts at 1.0: training 1.3333, sp-02 0, sp-05 1, sp-10 2, sp-14 0, sp-18 0
        # at 0.4: sp-04 2, sp-12 2, sp-19 1, sp-20 1, sp-21 0, sp-23 0, sp-24 1  at 0.25: sp-01 0,
        #   sp-17 1, sp-22 1
        # mean 7.6333 / 9.55 = 0.7993; raw (2.0000 + 0.7993) / 8 = 0.3499; exposure 0.1 + 0.9 x
        #   0.3499 = 0.4149
        # propensity: vs-25 1.0 x 0.5 + vs-05 1.0 x 0.5 (I-27) + vs-14 0.4 x 0.5 + vs-06 0.4 x
        #   0.25 = 1.3000; of 2.80: 0.4643 (a primary question)
        # detection: vs-15 0.25 x 0.75 = 0.1875; of 0.25: 0.5000 (no primary question: at most
        #   0.5)
        # consequence: rg-10 0.4 x 0.5 = 0.2000; of 0.40: 0.5000 (no primary question)
        # governance: vs-01 0.1 x 0.5 + vs-19 0.1 x 1.0 + vs-02 1.0 x 0.75 + vs-03 1.0 x 0.5 +
        #   rg-12 0.4 x 1.0 = 1.8000; of 4.60 (unearned vs-24 0.1, vs-17 0.1, vs-18 1.0, rg-01
        #   0.1, rg-06 0.1, rg-07 0.1, rg-08 0.1, rg-11 0.1, rg-20 0.1, rg-21 0.1, rg-23 0.1):
        #   0.3913 (a primary question)
        # prevention (0.4643 + 0.5000) / 4 + 0.4643 x 0.5000 / 2 = 0.3571; left 0.6786
        # containment 0.5000 x (1 + 0.3913) / 2 = 0.3478; left 0.6870
        # risk sqrt(0.4149 x 0.5125) x sqrt((0.4605 + 0.4719) / 2) = 0.4611 x 0.6828 = 0.3149
        (
            Category.REWARD_HACKING,
            0.4149,
            (0.4643, 0.5000, 0.5000, 0.3913),
            (None, INDIRECT, INDIRECT, None),
            0.3571,
            0.3478,
            0.3149,
            0.31,
        ),
        # primary facts at 1.0: training 1.3333, sp-02 0, sp-05 1, sp-09 1, sp-17 1, sp-19 1
        # at 0.4: sp-20 1, sp-21 0, sp-24 1  at 0.25: sp-01 0, sp-22 1
        # mean 6.3833 / 7.70 = 0.8290; raw (1.3333 + 0.8290) / 8 = 0.2703; exposure 0.1 + 0.9 x
        #   0.2703 = 0.3433
        # propensity: vs-25 1.0 x 0.5 + vs-13 1.0 x 0.5 (I-27) + vs-14 1.0 x 0.5 = 1.5000; of 3.40
        #   (unearned vs-20 0.4): 0.4412 (a primary question)
        # detection: vs-15 0.25 x 0.75 = 0.1875; of 0.25: 0.5000 (no primary question: at most
        #   0.5)
        # consequence: rg-10 1.0 x 0.5 = 0.5000; of 1.00: 0.5000 (a primary question)
        # governance: vs-01 0.1 x 0.5 + vs-19 1.0 x 1.0 + vs-02 0.4 x 0.75 + vs-03 0.4 x 0.5 +
        #   rg-12 0.4 x 1.0 = 1.9500; of 3.90 (unearned vs-24 0.1, vs-17 0.1, rg-01 0.1, rg-06
        #   0.1, rg-07 0.1, rg-08 0.4, rg-11 0.1, rg-20 0.4, rg-21 0.1, rg-23 0.1): 0.5000 (a
        #   primary question)
        # prevention (0.4412 + 0.5000) / 4 + 0.4412 x 0.5000 / 2 = 0.3456; left 0.6890
        # containment 0.5000 x (1 + 0.5000) / 2 = 0.3750; left 0.6625
        # risk sqrt(0.3433 x 0.5125) x sqrt((0.4747 + 0.4389) / 2) = 0.4194 x 0.6759 = 0.2835
        (
            Category.GOAL_MISGENERALIZATION,
            0.3433,
            (0.4412, 0.5000, 0.5000, 0.5000),
            (None, INDIRECT, None, None),
            0.3456,
            0.3750,
            0.2835,
            0.28,
        ),
        # primary facts at 1.0: training 1.3333, sp-04 2, sp-05 1, sp-18 0, sp-23 0
        # at 0.4: sp-09 1, sp-11 0, sp-12 2, sp-21 0  at 0.25: sp-01 0, sp-17 1, sp-20 1, sp-22 1
        # mean 6.2833 / 7.60 = 0.8268; raw (2.0000 + 0.8268) / 8 = 0.3533; exposure 0.1 + 0.9 x
        #   0.3533 = 0.4180
        # propensity: vs-25 1.0 x 0.5 + vs-05 0.4 x 0.5 (I-27) + vs-10 1.0 x 0.5 (I-27) + vs-13
        #   0.4 x 0.5 (I-27) + vs-14 0.4 x 0.5 + vs-21 0.4 x 0.75 = 1.9000; of 4.60 (unearned
        #   vs-20 1.0): 0.4130 (a primary question)
        # detection: vs-08 0.4 x 0.5 (I-27) + vs-09 0.4 x 0.75 + vs-15 0.25 x 0.75 + vs-12 1.0 x
        #   0.5 = 1.1875; of 2.05: 0.5793 (a primary question)
        # consequence: rg-10 0.4 x 0.5 = 0.2000; of 0.40: 0.5000 (no primary question)
        # governance: vs-01 0.1 x 0.5 + vs-19 0.1 x 1.0 + vs-03 0.4 x 0.5 + vs-16 1.0 x 0.75 x
        #   0.8 (I-03) + rg-12 0.4 x 1.0 = 1.3500; of 3.70 (unearned vs-24 0.1, vs-17 0.1, vs-18
        #   0.4, rg-01 0.1, rg-06 0.1, rg-07 0.1, rg-08 0.1, rg-11 0.4, rg-20 0.1, rg-21 0.1,
        #   rg-23 0.1): 0.3649 (a primary question)
        # prevention (0.4130 + 0.5793) / 4 + 0.4130 x 0.5793 / 2 = 0.3677; left 0.6691
        # containment 0.5000 x (1 + 0.3649) / 2 = 0.3412; left 0.6929
        # risk sqrt(0.4180 x 0.5125) x sqrt((0.4476 + 0.4801) / 2) = 0.4628 x 0.6811 = 0.3152
        (
            Category.DECEPTIVE_ALIGNMENT,
            0.4180,
            (0.4130, 0.5793, 0.5000, 0.3649),
            (None, None, INDIRECT, None),
            0.3677,
            0.3412,
            0.3152,
            0.32,
        ),
        # primary facts at 1.0: training 1.3333
        # at 0.4: sp-02 0, sp-04 2, sp-19 1  at 0.25: sp-01 0, sp-17 1, sp-20 1, sp-22 1
        # mean 3.2833 / 3.20 = 1.0260; raw (1.3333 + 1.0260) / 8 = 0.2949; exposure 0.1 + 0.9 x
        #   0.2949 = 0.3654
        # propensity: vs-10 0.4 x 0.3 (I-12) + vs-13 0.4 x 0.3 (I-12) = 0.2400; of 1.20 (unearned
        #   vs-20 0.4): 0.2000 (no primary question)
        # detection: vs-15 0.25 x 0.3 (I-12) + vs-12 1.0 x 0.5 = 0.5750; of 1.25: 0.4600 (a
        #   primary question)
        # consequence: no question of the scope bears on it: 0
        # governance: vs-01 0.1 x 0.5 + vs-19 0.1 x 1.0 + vs-16 0.4 x 0.75 x 0.8 (I-03) + rg-12
        #   0.1 x 1.0 = 0.4900; of 1.70 (unearned vs-24 0.1, vs-17 0.1, rg-01 0.1, rg-06 0.1, rg-07
        #   0.1, rg-08 0.1, rg-11 0.1, rg-20 0.1, rg-21 0.1, rg-23 0.1): 0.2882 (no primary
        #   question)
        # prevention (0.2000 + 0.4600) / 4 + 0.2000 x 0.4600 / 2 = 0.2110; left 0.8101
        # containment 0.0000 x (1 + 0.2882) / 2 = 0.0000; left 1.0000
        # risk sqrt(0.3654 x 0.5125) x sqrt((0.6563 + 1.0000) / 2) = 0.4328 x 0.9100 = 0.3938
        (
            Category.MESA_OPTIMIZATION,
            0.3654,
            (0.2000, 0.4600, 0.0000, 0.2882),
            (INDIRECT, None, NO_LEVER, INDIRECT),
            0.2110,
            0.0000,
            0.3938,
            0.39,
        ),
        # primary facts at 1.0: training 4.0000, sp-10 2, sp-12 2, sp-13 1, sp-14 0
        # at 0.4: sp-09 1, sp-17 1, sp-24 1  at 0.25: sp-01 0, sp-20 1, sp-22 1
        # mean 10.7000 / 6.95 = 1.5396; raw (4.0000 + 1.5396) / 8 = 0.6924; exposure 0.1 + 0.9 x
        #   0.6924 = 0.7232
        # propensity: vs-25 1.0 x 0.5 + vs-07 1.0 x 0.5 (I-27) + vs-06 0.4 x 0.25 + vs-21 0.4 x
        #   0.75 = 1.4000; of 2.80: 0.5000 (a primary question)
        # detection: vs-15 0.25 x 0.75 = 0.1875; of 0.25: 0.5000 (no primary question: at most
        #   0.5)
        # consequence: rg-10 1.0 x 0.5 + rg-15 1.0 x 0.75 = 1.2500; of 2.00: 0.6250 (a primary
        #   question)
        # governance: vs-01 0.1 x 0.5 + vs-19 1.0 x 1.0 + vs-02 1.0 x 0.75 + vs-03 1.0 x 0.5 +
        #   rg-12 0.1 x 1.0 = 2.4000; of 5.80 (unearned vs-24 0.1, vs-17 0.1, vs-18 1.0, rg-01
        #   0.1, rg-06 0.1, rg-07 0.1, rg-08 0.4, rg-11 0.1, rg-20 0.4, rg-21 0.1, rg-23 0.1):
        #   0.4138 (a primary question)
        # prevention (0.5000 + 0.5000) / 4 + 0.5000 x 0.5000 / 2 = 0.3750; left 0.6625
        # containment 0.6250 x (1 + 0.4138) / 2 = 0.4418; left 0.6024
        # risk sqrt(0.7232 x 0.5125) x sqrt((0.4389 + 0.3629) / 2) = 0.6088 x 0.6331 = 0.3855
        (
            Category.SYCOPHANCY,
            0.7232,
            (0.5000, 0.5000, 0.6250, 0.4138),
            (None, INDIRECT, None, None),
            0.3750,
            0.4418,
            0.3855,
            0.39,
        ),
        # primary facts at 1.0: training 0.0000, sp-04 2, sp-12 2, sp-23 0
        # at 0.4: sp-05 1, sp-11 0, sp-18 0  at 0.25: sp-01 0, sp-17 1, sp-20 1, sp-22 1
        # mean 5.1500 / 6.20 = 0.8306; raw (2.0000 + 0.8306) / 8 = 0.3538; exposure 0.1 + 0.9 x
        #   0.3538 = 0.4184
        # propensity: vs-25 0.4 x 0.5 + vs-10 0.4 x 0.5 (I-27) + vs-21 0.4 x 0.75 = 0.7000; of
        #   1.20: 0.5000 (no primary question: at most 0.5)
        # detection: vs-08 0.4 x 0.5 (I-27) + vs-09 0.4 x 0.75 + vs-15 0.25 x 0.75 + vs-12 0.4 x
        #   0.5 = 0.8875; of 1.45: 0.5000 (no primary question: at most 0.5)
        # consequence: no question of the scope bears on it: 0
        # governance: vs-01 0.1 x 0.5 + vs-19 0.1 x 1.0 + vs-16 0.4 x 0.75 x 0.8 (I-03) + rg-12
        #   0.1 x 1.0 = 0.4900; of 1.70 (unearned vs-24 0.1, vs-17 0.1, rg-01 0.1, rg-06 0.1, rg-07
        #   0.1, rg-08 0.1, rg-11 0.1, rg-20 0.1, rg-21 0.1, rg-23 0.1): 0.2882 (no primary
        #   question)
        # prevention (0.5000 + 0.5000) / 4 + 0.5000 x 0.5000 / 2 = 0.3750; left 0.6625
        # containment 0.0000 x (1 + 0.2882) / 2 = 0.0000; left 1.0000
        # risk sqrt(0.4184 x 0.5125) x sqrt((0.4389 + 1.0000) / 2) = 0.4631 x 0.8482 = 0.3928
        (
            Category.SANDBAGGING,
            0.4184,
            (0.5000, 0.5000, 0.0000, 0.2882),
            (INDIRECT, INDIRECT, NO_LEVER, INDIRECT),
            0.3750,
            0.0000,
            0.3928,
            0.39,
        ),
        # primary facts at 1.0: training 1.3333, sp-04 2, sp-18 0
        # at 0.4: sp-05 1, sp-09 1  at 0.25: sp-01 0, sp-17 1, sp-20 1, sp-22 1
        # mean 4.8833 / 4.80 = 1.0174; raw (2.0000 + 1.0174) / 8 = 0.3772; exposure 0.1 + 0.9 x
        #   0.3772 = 0.4395
        # propensity: vs-25 0.4 x 0.5 + vs-10 0.4 x 0.5 (I-27) = 0.4000; of 0.80: 0.5000 (no
        #   primary question)
        # detection: vs-08 0.4 x 0.5 (I-27) + vs-09 0.4 x 0.75 + vs-15 0.25 x 0.75 + vs-12 0.4 x
        #   0.5 = 0.8875; of 1.45: 0.5000 (no primary question: at most 0.5)
        # consequence: no question of the scope bears on it: 0
        # governance: vs-01 0.1 x 0.5 + vs-19 0.1 x 1.0 + vs-16 0.4 x 0.75 x 0.8 (I-03) + rg-12
        #   0.1 x 1.0 = 0.4900; of 2.40 (unearned vs-24 0.1, vs-17 0.1, vs-18 0.4, rg-01 0.1, rg-06
        #   0.1, rg-07 0.1, rg-08 0.1, rg-11 0.4, rg-20 0.1, rg-21 0.1, rg-23 0.1): 0.2042 (no
        #   primary question)
        # prevention (0.5000 + 0.5000) / 4 + 0.5000 x 0.5000 / 2 = 0.3750; left 0.6625
        # containment 0.0000 x (1 + 0.2042) / 2 = 0.0000; left 1.0000
        # risk sqrt(0.4395 x 0.5125) x sqrt((0.4389 + 1.0000) / 2) = 0.4746 x 0.8482 = 0.4025
        (
            Category.SITUATIONAL_AWARENESS_MISUSE,
            0.4395,
            (0.5000, 0.5000, 0.0000, 0.2042),
            (INDIRECT, INDIRECT, NO_LEVER, INDIRECT),
            0.3750,
            0.0000,
            0.4025,
            0.40,
        ),
        # primary facts at 1.0: training 4.0000, sp-10 2, sp-11 0, sp-12 2, sp-14 0, sp-23 0
        # at 0.4: sp-13 1, sp-24 1  at 0.25: sp-01 0, sp-17 1, sp-20 1, sp-22 1
        # mean 9.5500 / 7.80 = 1.2244; raw (4.0000 + 1.2244) / 8 = 0.6530; exposure 0.1 + 0.9 x
        #   0.6530 = 0.6877
        # propensity: vs-25 0.4 x 0.5 + vs-05 0.4 x 0.5 (I-27) + vs-07 0.4 x 0.5 (I-27) + vs-06
        #   1.0 x 0.25 + vs-21 1.0 x 0.75 = 1.6000; of 3.20: 0.5000 (a primary question)
        # detection: vs-15 0.25 x 0.75 = 0.1875; of 0.25: 0.5000 (no primary question: at most
        #   0.5)
        # consequence: rg-10 0.4 x 0.5 + rg-15 0.4 x 0.75 = 0.5000; of 0.80: 0.5000 (no primary
        #   question: at most 0.5)
        # governance: vs-01 0.1 x 0.5 + vs-19 0.1 x 1.0 + vs-02 0.4 x 0.75 + vs-03 1.0 x 0.5 +
        #   rg-12 0.1 x 1.0 = 1.0500; of 2.70 (unearned vs-24 0.1, vs-17 0.1, rg-01 0.1, rg-06
        #   0.1, rg-07 0.1, rg-08 0.1, rg-11 0.1, rg-20 0.1, rg-21 0.1, rg-23 0.1): 0.3889 (a
        #   primary question)
        # prevention (0.5000 + 0.5000) / 4 + 0.5000 x 0.5000 / 2 = 0.3750; left 0.6625
        # containment 0.5000 x (1 + 0.3889) / 2 = 0.3472; left 0.6875
        # risk sqrt(0.6877 x 0.5125) x sqrt((0.4389 + 0.4727) / 2) = 0.5937 x 0.6751 = 0.4008
        (
            Category.REWARD_MODEL_EXPLOITATION,
            0.6877,
            (0.5000, 0.5000, 0.5000, 0.3889),
            (None, INDIRECT, INDIRECT, None),
            0.3750,
            0.3472,
            0.4008,
            0.40,
        ),
    ],
)

# stakes: sp-06 2, sp-07 1, sp-08 2, all primary: mean 5 / 3 = 1.6667;
# raw (2 + 1.6667) / 8 = 0.4583; stakes 0.1 + 0.9 x 0.4583 = 0.5125
STAKES = 0.5125


@pytest.mark.parametrize(*WORKED)
def test_a_category_is_what_paper_and_pencil_give(
    name: Category,
    exposure: float,
    layers: tuple[float, ...],
    marks: tuple[str | None, ...],
    prevention: float,
    containment: float,
    fine: float,
    risk: float,
) -> None:
    found = category(scored(sheet_of(FACTS, LEVELS), scope=SCOPE), name).answered

    assert exposure == round(found.exposure, 4)
    assert round(found.stakes, 4) == STAKES
    assert layers == tuple(round(credit, 4) for credit in found.layers)
    assert marks == found.marks
    assert prevention == round(found.prevention, 4)
    assert containment == round(found.containment, 4)
    assert fine == round(found.risk_before_floors, 4)
    assert risk == found.risk
    assert found.rating is Rating.MEDIUM


def test_likelihood_and_severity_are_the_coordinates_of_the_map() -> None:
    found = category(scored(sheet_of(FACTS, LEVELS), scope=SCOPE), Category.SYCOPHANCY).answered

    # likelihood 0.7232 x 0.6625 = 0.4791; severity 0.5125 x 0.6024 = 0.3087
    assert round(found.likelihood, 4) == 0.4791
    assert round(found.severity, 4) == 0.3087


def test_inherent_risk_is_the_risk_before_any_practice() -> None:
    found = category(scored(sheet_of(FACTS, LEVELS), scope=SCOPE), Category.SANDBAGGING)

    # In `evidenced` the facts that take evidence and have none read one step higher: sp-05 2,
    # sp-06 3, sp-07 2, sp-08 3, sp-13 2, sp-18 1, sp-20 2.
    # stakes: mean 8 / 3 = 2.6667; raw (3 + 2.6667) / 8 = 0.7083; 0.1 + 0.9 x 0.7083 = 0.7375
    # sandbagging: sp-04 2, sp-12 2 at 1.0; sp-05 2, sp-18 1 at 0.4; sp-17 1, sp-20 2, sp-22 1
    # at 0.25: 2 + 2 + 0.8 + 0.4 + 0.25 + 0.5 + 0.25 = 6.2; mean 6.2 / 6.2 = 1;
    # raw (2 + 1) / 8 = 0.375; exposure 0.1 + 0.9 x 0.375 = 0.4375
    # situational-awareness-misuse: 1.3333 + 2 + 1 + 0.8 + 0.4 + 0.25 + 0.5 + 0.25 = 6.5333;
    # mean 6.5333 / 4.8 = 1.3611; raw (2 + 1.3611) / 8 = 0.4201; exposure 0.4781; less 0.25 it
    # raises nothing (I-10)
    # risk sqrt(0.4375 x 0.7375) = 0.5680
    assert found.inherent == 0.57
    assert round(found.evidenced.exposure, 4) == 0.4375
    assert round(found.evidenced.stakes, 4) == 0.7375
