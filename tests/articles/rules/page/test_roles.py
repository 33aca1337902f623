import pytest

from articles.rules.page import propose


@pytest.mark.parametrize(
    ("text", "name", "role", "organisation"),
    [
        ("After President of Oz Ida Holm came, it rained.", "Ida Holm", "President of Oz", ""),
        (
            "Special Correspondent for Daily TideIda Holm believes so.",
            "Ida Holm",
            "Special Correspondent for Daily Tide",
            "Daily Tide",
        ),
        ("So says Echo and political scientist Ida Holm.", "Ida Holm", "political scientist", ""),
        (
            "Ida Holm, head of the Harbour Union, came.",
            "Ida Holm",
            "head of the Harbour Union",
            "Harbour Union",
        ),
        ("Ida Holm (professor at Tide University) came.", "Ida Holm",
         "professor at Tide University", "Tide University"),
        ("The mayor, Ida Holm, came.", "Ida Holm", "mayor", ""),
        ("Mayor Ida Holm came.", "Ida Holm", "Mayor", ""),
        ("When Ida Holm came, the wall stood.", "Ida Holm", "", ""),
        ("The former mayor Ida von Holm came.", "Ida von Holm", "former mayor", ""),
    ],
)  # fmt: skip
def test_the_words_beside_a_name_say_what_the_person_is(text, name, role, organisation):
    page = f"Head of the page\n\nIt rained.\n\n{text}\n\n“We wait here,” said {name.split()[-1]}."

    (person,) = propose(page).people

    assert (person.name, person.role, person.organisation) == (name, role, organisation)
    assert person.kind == "person"


def test_a_role_in_the_attribution_counts_as_well():
    (person,) = propose("Head\n\n“We wait here,” said Ida Holm, a skipper.").people

    assert (person.name, person.role) == ("Ida Holm", "skipper")
