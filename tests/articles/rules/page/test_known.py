import pytest

from articles.rules.page import KnownPerson, propose

HOLM = KnownPerson("Ida Holmen", aliases=("I. Holmen", "Mrs Tide"), id=7)
OTHER = KnownPerson("Otto Holmen", id=8)
HOUSE = KnownPerson("Ministry of Tides", id=9, kind="organisation")


def page(name: str) -> str:
    return f"Head of the page\n\nIt rained all day.\n\n“The sea rises every year,” said {name}.\n"


@pytest.mark.parametrize(
    ("name", "known", "id_", "sure"),
    [
        ("Ida Holmen", [HOLM, OTHER], 7, True),
        ("Mrs Tide", [KnownPerson("Tide", id=3)], 3, True),
        ("Ida Holman", [HOLM, OTHER], 7, False),
        ("Holmen", [HOLM], 7, False),
        ("the Ministry of Tides", [HOUSE], 9, True),
        ("IDA HOLMÉN", [HOLM], 7, True),
    ],
)
def test_an_expert_of_the_newsroom_is_found_again(name, known, id_, sure):
    proposal = propose(page(name), known_people=known)

    (person,) = proposal.people
    (note,) = [note for note in proposal.notes if note.code == "person_known"]
    assert (person.known, note.sure) == (id_, sure)


@pytest.mark.parametrize("name", ["Anna Holmen", "Vera Stone", "Ministry of Tides Watchers"])
def test_somebody_else_is_new(name):
    proposal = propose(page(name), known_people=[HOLM, HOUSE])

    assert [person.known for person in proposal.people] == [None]


def test_two_experts_who_would_fit_are_not_chosen_between():
    proposal = propose(page("Holmen"), known_people=[HOLM, OTHER])

    assert proposal.people[0].known is None
    assert "person_ambiguous" in {note.code for note in proposal.notes}
