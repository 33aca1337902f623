"""What does an empty view cost without any middleware?"""

from tests.benchmarks.floor.empty import application_with

application = application_with([])
