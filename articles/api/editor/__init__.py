"""The doors for editors' programs: working copies, publications, people, headings."""
