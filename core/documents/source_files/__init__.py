"""What a file is and how its bytes are got: kinds, archives, packages, encodings, limits."""
