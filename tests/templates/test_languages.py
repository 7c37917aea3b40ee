"""What a page says of a fixed word is said anew to each reader."""

from desk.foundation.translation import language
from desk.foundation.web.pages import environment


def test_a_label_of_a_fixed_word_is_in_the_language_of_who_reads(application):
    template = environment().from_string('{{ "technical"|label("case.kind") }}')
    said = []
    for lang in ("zh-CN", "en", "zh-CN"):
        token = language.set(lang)
        said.append(template.render())
        language.reset(token)

    assert said == ["技术问题", "Technical question", "技术问题"]
