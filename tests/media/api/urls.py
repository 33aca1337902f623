"""Where is the door of the uploads in these tests? Where the site has it."""

from django.urls import path

from media.api.uploads import upload

urlpatterns = [path("uploads/<path:name>", upload)]
