"""What programs may send about erasing somebody."""

from desk.foundation.web.forms import Form


class ErasureForm(Form):
    """``all_the_same``: also while something is open with them."""

    all_the_same: bool = False
