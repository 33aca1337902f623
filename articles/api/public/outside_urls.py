"""Which address outside /api/v1/ is for feed readers and search engines?"""

from django.urls import path

from articles.api.public.feeds import StoryFeed, feed_of
from articles.api.public.site_maps import NewsMap, SiteMap, SiteMapPage, robots

urlpatterns = [
    path("feeds/latest.<feed:form>", StoryFeed.as_view(), name="feed"),
    *(
        path(
            f"feeds/{kind}/<str:slug>.<feed:form>",
            feed_of(heading).as_view(),
            name=f"{heading}-feed",
        )
        for kind, heading in {
            "categories": "category",
            "tags": "tag",
            "authors": "author",
            "experts": "expert",
        }.items()
    ),
    path("sitemap.xml", SiteMap.as_view(), name="sitemap"),
    path("sitemaps/<int:number>.xml", SiteMapPage.as_view(), name="sitemap-page"),
    path("news-sitemap.xml", NewsMap.as_view(), name="news-sitemap"),
    path("robots.txt", robots, name="robots"),
]
