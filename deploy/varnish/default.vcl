vcl 4.1;

# Varnish before the newsroom: docs/caching.md. `make edge` proves this very file.
# Start varnishd with PURGE_TOKEN in its environment, the same as the newsroom's.

import std;

backend default {
    .host = "127.0.0.1";
    .port = "8000";
}

sub vcl_recv {
    if (req.method == "BAN") {
        # Without the token in our own environment nobody may.
        if (!std.getenv("PURGE_TOKEN") || std.getenv("PURGE_TOKEN") == ""
            || req.http.X-Purge-Token != std.getenv("PURGE_TOKEN")) {
            return (synth(403, "Not yours"));
        }
        if (req.http.Surrogate-Key == "*") {
            ban("obj.status != 0");
            return (synth(200, "Banned"));
        }
        if (req.http.Surrogate-Key !~ "^[A-Za-z0-9_-]+( [A-Za-z0-9_-]+)*$") {
            return (synth(400, "No keys"));
        }
        # Whole keys only: article-1 is not article-12. Bans that look at objects alone are tidied
        # away by Varnish itself once every object has been looked at.
        ban("obj.http.Surrogate-Key ~ (^|\s)("
            + regsuball(req.http.Surrogate-Key, " ", "|") + ")(\s|$)");
        return (synth(200, "Banned"));
    }
    # What belongs to one person is neither kept here nor looked for.
    if (req.http.Authorization
        || req.url ~ "^/(admin|metrics|health|api/v1/(editor|moderation|preview|comments/me))/?") {
        return (pass);
    }
    # Public answers are the same for everybody, whoever is signed in elsewhere.
    if (req.method == "GET" || req.method == "HEAD") {
        unset req.http.Cookie;
    }
}

sub vcl_backend_response {
    set beresp.keep = 0s;
    # Kept is what has keys to be purged by, and files that say themselves for how long.
    if (beresp.http.Cache-Control ~ "(private|no-store)"
        || !(beresp.http.Surrogate-Key || beresp.http.Cache-Control ~ "(immutable|max-age=[1-9])")) {
        set beresp.uncacheable = true;
        set beresp.ttl = 120s; # for so long its readers do not wait for each other
        return (deliver);
    }
    # Varnish takes the fresh time from s-maxage and the grace from stale-while-revalidate; any other
    # grace would reach past the next scheduled change.
    if (beresp.http.Cache-Control !~ "stale-while-revalidate") {
        set beresp.grace = 0s;
    }
}

sub vcl_deliver {
    if (obj.hits > 0) {
        set resp.http.X-Cache = "HIT";
    } else {
        set resp.http.X-Cache = "MISS";
    }
    # Caches further out must not hold what this one cannot take back.
    set resp.http.Cache-Control = regsub(resp.http.Cache-Control,
        "s-maxage=[0-9]+, stale-while-revalidate=[0-9]+", "no-cache");
    unset resp.http.Surrogate-Key;
    unset resp.http.Cache-Tag;
    unset resp.http.Via;
    unset resp.http.X-Varnish;
}
