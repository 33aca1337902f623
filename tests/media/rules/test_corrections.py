"""What may be said about a photo?"""

import math

from media.rules.corrections import Changes, cleaned, faults, moves_focus


def test_texts_are_cleaned_and_the_rest_left_alone():
    changes = cleaned(Changes(caption=" A\x00 line ", credit="Ann\nBen", focal_x=0.2))

    assert changes == {"caption": "A line", "credit": "Ann Ben", "focal_x": 0.2}


def test_all_faults_are_named_at_once():
    wrong = {"credit": "x" * 301, "alt": "fine", "focal_x": -0.1, "focal_y": math.nan}

    assert list(faults(wrong)) == [
        ("credit", "too_long"),
        ("focal_x", "outside"),
        ("focal_y", "outside"),
    ]


def test_only_the_focal_point_asks_for_new_crops():
    assert moves_focus({"focal_y": 0.1})
    assert not moves_focus({"caption": "x"})
