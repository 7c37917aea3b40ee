"""What all actions on a survey share: writing columns of it, and what its facts say."""

from enum import StrEnum

from desk.surveys.tables import Survey


async def save(survey: Survey, **changes: object) -> None:
    """Write these columns."""
    for name, new in changes.items():
        setattr(survey, name, str(new) if isinstance(new, StrEnum) else new)
    await survey.save([getattr(Survey, name) for name in changes])


def about(survey: Survey) -> dict[str, object]:
    """What a fact says of its survey."""
    return {
        "kind": survey.kind,
        "subject": [survey.subject_kind, str(survey.subject_id)],
        "contact": str(survey.contact or ""),
    }
