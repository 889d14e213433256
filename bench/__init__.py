"""The measured comparisons of `make bench`: against bare SQL, against peers, and on a million dossiers."""
