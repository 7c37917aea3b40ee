"""What may be sent about plugins."""

from datetime import date

from desk.foundation.web.forms import Form


class RemovalForm(Form):
    slug: str


class ReplayForm(Form):
    since: date
