"""Where does a WSGI server enter?"""

import os
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
django_application = get_wsgi_application()

from django.conf import settings  # noqa: E402 - Django stands only now

from cms.kernel.doorstep import Doorstep  # noqa: E402
from cms.kernel.metered import Metered  # noqa: E402

application: Any = Doorstep(django_application)
if settings.METRICS_TOKEN:
    application = Metered(application)
