"""Which addresses, below /api/v1/, count stories and rank them?"""

from django.urls import path

from articles.api.public.beacons import Reads, Views
from articles.api.public.popular import MostPopular
from articles.api.public.shares import Shares

urlpatterns = [
    path("most-popular/", MostPopular.as_view(), name="most-popular"),
    path("articles/<slug:slug>/shares/", Shares.as_view(), name="article-shares"),
    path("articles/<str:slug>/views/", Views.as_view(), name="article-views"),
    path("articles/<str:slug>/reads/", Reads.as_view(), name="article-reads"),
]
