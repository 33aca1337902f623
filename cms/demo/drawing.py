"""Where do the demo newsroom's photos come from? `python -m cms.demo.drawing [STEM ...]`.

Every picture is one function in `cms.demo.motifs`; the same code gives the same bytes.
"""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from cms.demo.brush import Sheet
from cms.demo.motifs import harbour, indoors, outdoors, people, streets

PHOTOS = Path(__file__).parent / "photos"
QUALITY = 75
LANDSCAPE = (1600, 1067)
PORTRAIT = (1200, 1600)
PANORAMA = (1920, 800)


class Motif(NamedTuple):
    """What is painted, and how large in pixels."""

    paint: Callable[[Sheet], None]
    size: tuple[int, int] = LANDSCAPE


MOTIFS = {
    "harbour-dawn": Motif(harbour.harbour_dawn, PANORAMA),
    "shore-power": Motif(harbour.shore_power),
    "ferry-morning": Motif(harbour.ferry_morning),
    "fishing-boats": Motif(harbour.fishing_boats),
    "lighthouse": Motif(harbour.lighthouse, PORTRAIT),
    "old-bridge": Motif(harbour.old_bridge),
    "tram-rain": Motif(streets.tram_rain),
    "market-stalls": Motif(streets.market_stalls),
    "river-flood": Motif(streets.river_flood),
    "solar-roofs": Motif(outdoors.solar_roofs),
    "school-yard": Motif(outdoors.school_yard),
    "football-ground": Motif(outdoors.football_ground),
    "orchard": Motif(outdoors.orchard),
    "night-sky": Motif(outdoors.night_sky),
    "reading-room": Motif(indoors.reading_room),
    "bakery-oven": Motif(indoors.bakery_oven),
    "laboratory": Motif(indoors.laboratory),
    "theatre": Motif(indoors.theatre),
    "portrait-valcarcel": Motif(people.oceanographer),
    "portrait-renquist": Motif(people.port_engineer),
    "portrait-deryan": Motif(people.hydrologist),
    "portrait-lindvale": Motif(people.librarian),
    "portrait-kole": Motif(people.astronomer),
    "portrait-tarrick": Motif(people.baker),
}


def draw(stems: Iterable[str], folder: Path) -> None:
    """Paint the named pictures into the folder as JPEG without any metadata."""
    for stem in stems:
        sheet = Sheet(*MOTIFS[stem].size, seed=stem)
        MOTIFS[stem].paint(sheet)
        sheet.picture().save(folder / f"{stem}.jpg", quality=QUALITY, optimize=True)


if __name__ == "__main__":
    draw(sys.argv[1:] or MOTIFS, PHOTOS)
