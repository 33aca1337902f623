"""Media: photos, their renditions, and how they are taken in."""
