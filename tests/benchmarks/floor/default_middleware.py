"""What does an empty view cost behind the middleware of a new Django project?"""

from tests.benchmarks.floor.empty import DEFAULT_MIDDLEWARE, application_with

application = application_with(DEFAULT_MIDDLEWARE)
