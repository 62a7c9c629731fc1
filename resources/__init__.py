"""The files that Gouji reads at run time: forms, translations, icons and sample reports."""
