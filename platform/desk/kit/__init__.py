"""Small pure tools that know no domain and no database; everything else may stand on them."""
