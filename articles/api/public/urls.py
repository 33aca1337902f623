"""Which public address of articles opens which door? Relative to /api/v1/."""

from django.urls import path

from articles.api.public import changes, people, quotes, resolving, search, stories

urlpatterns = [
    path("articles/", stories.Stories.as_view(), name="articles"),
    path("articles/<str:slug>/", stories.OneStory.as_view(), name="article"),
    path("articles/<str:slug>/related/", stories.RelatedStories.as_view(), name="related"),
    path("articles/<str:slug>/translations/", stories.Translations.as_view(), name="translations"),
    path("search/", search.SearchStories.as_view(), name="search"),
    path("experts/", people.ExpertList.as_view(), name="experts"),
    path("experts/<str:slug>/", people.OneExpert.as_view(), name="expert"),
    path("experts/<str:slug>/quotes/", quotes.QuotesOfExpert.as_view(), name="expert-quotes"),
    path("quotes/", quotes.Quotes.as_view(), name="quotes"),
    path("quotes/<str:key>/", quotes.OneQuote.as_view(), name="quote"),
    path("authors/", people.AuthorList.as_view(), name="authors"),
    path("authors/<str:slug>/", people.OneAuthor.as_view(), name="author"),
    path("categories/", people.CategoryList.as_view(), name="categories"),
    path("categories/<str:slug>/", people.OneCategory.as_view(), name="category"),
    path("tags/", people.TagList.as_view(), name="tags"),
    path("tags/<str:slug>/", people.OneTag.as_view(), name="tag"),
    path("changes/", changes.Changes.as_view(), name="changes"),
    path("resolve/", resolving.Resolve.as_view(), name="resolve"),
    path("photos/<int:pk>/", people.OnePhoto.as_view(), name="photo"),
]
