"""Where does a WSGI server enter?"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
django_application = get_wsgi_application()

from cms.kernel.doorstep import Doorstep  # noqa: E402 - Django stands only now

application = Doorstep(django_application)
