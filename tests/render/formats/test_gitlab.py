import json

import pytest

from tests.render.formats.given import MATERIALS, alone, several, text_of, unread, waived
from tests.render.formats.schemas import complaints

gitlab = text_of("gitlab")


@pytest.mark.parametrize("given", MATERIALS)
def test_every_entry_is_one_that_gitlab_takes(given: str) -> None:
    text = gitlab(MATERIALS[given]())

    assert [] == complaints("gitlab-codeclimate", text)
    assert text.startswith("[")  # no byte-order mark


def test_the_schema_refuses_what_is_wrong() -> None:
    assert complaints("gitlab-codeclimate", gitlab(alone()).replace('"path": "', '"path": "/'))
    assert complaints("gitlab-codeclimate", gitlab(alone()).replace('"critical"', '"bad"'))


def test_fingerprints_are_unique_and_stay_when_an_answer_is_waived() -> None:
    found = [one["fingerprint"] for one in json.loads(gitlab(several()))]

    assert len(set(found)) == len(found) > 150
    assert {one["fingerprint"] for one in json.loads(gitlab(waived()))} <= set(found)


def test_a_finding_begins_with_its_question_and_has_file_and_line() -> None:
    worst = json.loads(gitlab(alone()))[0]

    assert worst["description"].startswith("ft-03 (coding-agent): before after comparison: level 1")
    assert worst["severity"] == "blocker"
    assert worst["location"] == {"path": "coding-agent/answers.yaml", "lines": {"begin": 78}}


def test_what_is_waived_stays_in_sight_as_information() -> None:
    (gap,) = [one for one in json.loads(gitlab(waived())) if one["check_name"] == "ec-13"]

    assert gap["severity"] == "info"
    assert "waived by W-1" in gap["description"]


def test_an_unread_sheet_is_an_entry() -> None:
    (entry,) = json.loads(gitlab(unread()))

    assert (entry["severity"], entry["location"]["lines"]["begin"]) == ("blocker", 14)
