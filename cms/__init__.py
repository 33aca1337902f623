"""The site: settings, addresses, the admin's front page, and the seeded newsroom."""
