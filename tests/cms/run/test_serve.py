"""How the house stands when workers die."""

from cms.run.serve import DEATHS, Respawns


def test_a_few_deaths_close_no_house():
    respawns = Respawns()
    respawns[1] = 100.0
    respawns[1] = 103.0

    assert respawns.get(1, 0) == 0


def test_a_worker_that_cannot_live_does():
    respawns = Respawns()
    for number in range(DEATHS):
        respawns[1] = 100.0 + number

    assert respawns.get(1, 0) == 100.0 + DEATHS - 1


def test_deaths_far_apart_are_forgotten():
    respawns = Respawns()
    for number in range(DEATHS):
        respawns[1] = 100.0 + 10 * number

    assert respawns.get(1, 0) == 0
