"""
Where an answer ends and what it answers begins, in the clients that people here use. Pure, and linear in the text.

Nothing is thrown away: the rest is shown folded. What isn't recognised stays with the answer.
"""

import re

LONGEST = 200_000
"""Characters that are looked at."""
AHEAD = 6
"""Lines in which a head of an old mail shows at least three of its fields."""
_WHEN = r"(?:\d{4}\s?[年/.-]|\d{1,2}[:：]\d\d)"
_OLD = "原始邮件|原始郵件|转发邮件|回复的原邮件|Original Message|Forwarded message"
_INTRODUCED = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        rf"[>\s]{{0,20}}On .{{4,160}}(?:{_WHEN}|\d{{4}}).{{0,160}}wrote:\s*$",
        rf"[>\s]{{0,20}}.{{0,120}}(?:于|在)\s?.{{0,40}}{_WHEN}.{{0,160}}写道[：:]\s*$",
        rf"[>\s]{{0,20}}[-—_ ]{{3,}}\s*(?:{_OLD})\s*[-—_ ]{{3,}}\s*$",
        r"[>\s]{0,20}##- .{0,80} -##\s*$",
    )
)
_FIELDS = (
    "发件人|寄件者|发送时间|发送日期|寄件日期|日期|时间|收件人|收件者|主题|主旨|抄送|副本|From|Sent|Date|To|Subject|Cc"
)
_HEAD = re.compile(rf"[>*|\s]{{0,20}}(?:{_FIELDS})\*?\s*[:：]", re.IGNORECASE)


def split_reply(text: str) -> tuple[str, str]:
    """What somebody wrote, and what they answered."""
    lines = [line[:400] for line in text[:LONGEST].replace("\r\n", "\n").split("\n")]
    heads = [_HEAD.match(line) is not None for line in lines]
    only_quoted = _quoted_to_the_end(lines)
    for number, line in enumerate(lines):
        if number >= only_quoted or _is_introduced(line, lines[number + 1 : number + 2]):
            return _two(lines, number)
        if heads[number] and sum(heads[number : number + AHEAD]) >= 3:
            return _two(lines, number)
    return "\n".join(lines).strip(), ""


def _is_introduced(line: str, following: list[str]) -> bool:
    two = f"{line} {following[0][:200]}" if following and line.lstrip("> ").startswith("On ") else line
    return any(one.match(line) or one.match(two) for one in _INTRODUCED)


def _quoted_to_the_end(lines: list[str]) -> int:
    """The line from which on everything is quoted; past the last one where nothing is."""
    first = len(lines)
    for number in range(len(lines) - 1, -1, -1):
        if lines[number].startswith(">"):
            first = number
        elif lines[number].strip():
            break
    return first


def _two(lines: list[str], number: int) -> tuple[str, str]:
    """Cut in two; a rule that stands above the old mail goes with it."""
    while number and not lines[number - 1].strip(" -_=\t"):
        number -= 1
    return "\n".join(lines[:number]).strip(), "\n".join(lines[number:]).strip()
