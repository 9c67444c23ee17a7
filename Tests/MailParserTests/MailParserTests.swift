// Replaced as the suite grows.
