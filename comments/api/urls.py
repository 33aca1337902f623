"""Which address opens which door to replies? Relative to /api/v1/."""

from django.urls import path

from comments.api import (
    commenters,
    following,
    letters,
    lists,
    moderating,
    own,
    queue,
    reading,
    replying,
    reporting,
    stats,
    voting,
)

urlpatterns = [
    path("articles/<str:slug>/comments/", replying.Discussion.as_view(), name="comments"),
    path(
        "articles/<str:slug>/comments/since/", following.Happenings.as_view(), name="comments-since"
    ),
    path("articles/<str:slug>/comments/form/", replying.Form.as_view(), name="comment-form"),
    path("comments/counts/", reading.Counts.as_view(), name="comment-counts"),
    path("comments/preview/", replying.Preview.as_view(), name="comment-preview"),
    path("comments/me/", own.Mine.as_view(), name="comments-mine"),
    path("comments/verify/", letters.Verify.as_view(), name="comment-verify"),
    path("comments/unsubscribe/", letters.Unsubscribe.as_view(), name="comment-unsubscribe"),
    path("comments/<str:key>/", own.OneReply.as_view(), name="comment"),
    path("comments/<str:key>/vote/", voting.OneVote.as_view(), name="comment-vote"),
    path("comments/<str:key>/reports/", reporting.Reports.as_view(), name="comment-reports"),
    path("comments/<str:key>/replies/", reading.Replies.as_view(), name="comment-replies"),
    path("comments/<str:key>/context/", reading.Context.as_view(), name="comment-context"),
    path("moderation/queue/", queue.Queue.as_view(), name="moderation-queue"),
    path("moderation/claims/", queue.Claims.as_view(), name="moderation-claims"),
    path("moderation/decisions/", moderating.Decisions.as_view(), name="moderation-decisions"),
    path(
        "moderation/decisions/bulk/",
        moderating.ManyDecisions.as_view(),
        name="moderation-decisions-bulk",
    ),
    path(
        "moderation/decisions/batches/<str:batch>/",
        moderating.Batch.as_view(),
        name="moderation-batch",
    ),
    path(
        "moderation/decisions/<int:pk>/",
        moderating.OneDecision.as_view(),
        name="moderation-decision",
    ),
    *(
        path(f"moderation/commenters/<str:handle>/{rest}", view.as_view(), name=name)
        for rest, view, name in (
            ("", commenters.OneCommenter, "moderation-commenter"),
            ("notes/", commenters.Notes, "moderation-notes"),
            ("warnings/", commenters.Warnings, "moderation-warnings"),
            ("premoderation/", commenters.Premoderation, "moderation-premoderation"),
            ("bans/", commenters.Bans, "moderation-bans"),
            ("bans/<int:pk>/", commenters.OneBan, "moderation-ban"),
            ("rejections/", commenters.Rejections, "moderation-rejections"),
        )
    ),
    path("moderation/rules/", lists.AllLists.as_view(), name="moderation-lists"),
    path("moderation/rules/try/", lists.Trying.as_view(), name="moderation-try"),
    path("moderation/rules/<str:kind>/", lists.OneList.as_view(), name="moderation-list"),
    path("moderation/stats/", stats.Stats.as_view(), name="moderation-stats"),
    path("moderation/log/", moderating.Log.as_view(), name="moderation-log"),
]
