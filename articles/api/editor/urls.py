"""Which editors' address opens which door? Relative to /api/v1/."""

from django.urls import URLPattern, path

from articles.api.editor import (
    addresses,
    discussion,
    imports,
    moves,
    notes,
    past,
    people,
    preview,
    stories,
)
from media.api import editor as photos
from media.api.photo_file import PhotoFile

STORY = "editor/articles/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("editor/articles/", stories.Stories.as_view(), name="editor-articles"),
    path(STORY, stories.OneStory.as_view(), name="editor-article"),
    path(f"{STORY}blocks/<str:block>/", stories.OneBlock.as_view(), name="editor-block"),
    path(f"{STORY}submission/", moves.Submission.as_view(), name="editor-submission"),
    path(f"{STORY}publication/", moves.Publication.as_view(), name="editor-publication"),
    path(f"{STORY}correction/", moves.Correction.as_view(), name="editor-correction"),
    path(f"{STORY}notes/", notes.Notes.as_view(), name="editor-notes"),
    path(
        f"{STORY}notes/<int:note>/settlement/", notes.Settlement.as_view(), name="editor-settlement"
    ),
    path(f"{STORY}preview/", preview.Preview.as_view(), name="editor-preview"),
    path("preview/<str:token>/", preview.Shown.as_view(), name="preview"),
    path("preview/articles/<int:pk>/", preview.Draft.as_view(), name="preview-article"),
    path(f"{STORY}discussion/", discussion.OneDiscussion.as_view(), name="editor-discussion"),
    path(f"{STORY}addresses/", addresses.Addresses.as_view(), name="editor-addresses"),
    path(f"{STORY}addresses/<int:address>/", addresses.OneAddress.as_view(), name="editor-address"),
    path(f"{STORY}timeline/", past.Timeline.as_view(), name="editor-timeline"),
    path(f"{STORY}revisions/", past.Revisions.as_view(), name="editor-revisions"),
    path(f"{STORY}revisions/<int:number>/", past.OneRevision.as_view(), name="editor-revision"),
    path(
        f"{STORY}revisions/<int:number>/diff/",
        past.RevisionDifference.as_view(),
        name="editor-diff",
    ),
    path(
        f"{STORY}revisions/<int:number>/restoration/",
        past.Restoration.as_view(),
        name="editor-restoration",
    ),
    path("editor/imports/page/", imports.Page.as_view(), name="editor-import-page"),
    path("editor/photos/", photos.Photos.as_view(), name="editor-photos"),
    path("editor/photos/<int:pk>/", photos.OnePhoto.as_view(), name="editor-photo"),
    path("editor/photos/<int:pk>/file/", PhotoFile.as_view(), name="editor-photo-file"),
    path("editor/experts/", people.Experts.as_view(), name="editor-experts"),
    path("editor/experts/<int:pk>/", people.OneExpert.as_view(), name="editor-expert"),
    path("editor/experts/<int:pk>/merge/", people.ExpertMerge.as_view(), name="editor-merge"),
    path("editor/authors/", people.Authors.as_view(), name="editor-authors"),
    path("editor/authors/<int:pk>/", people.OneAuthor.as_view(), name="editor-author"),
    path("editor/categories/", people.Categories.as_view(), name="editor-categories"),
    path("editor/categories/<int:pk>/", people.OneCategory.as_view(), name="editor-category"),
    path("editor/tags/", people.Tags.as_view(), name="editor-tags"),
    path("editor/tags/<int:pk>/", people.OneTag.as_view(), name="editor-tag"),
]
