"""What programs may send about taking somebody out and erasing them."""

from desk.foundation.web.forms import Form


class ExportForm(Form):
    """Nothing more needs to be said."""


class ErasureForm(Form):
    """``all_the_same``: also while something is open with them."""

    all_the_same: bool = False
