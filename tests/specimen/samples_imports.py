"""The context of the specimen pages of imports. render.py runs this with what ``samples.py`` has."""

from typing import Any

Row, LISTS, around, ago = (globals()[name] for name in ("Row", "LISTS", "around", "ago"))


def pages(lang: str) -> dict[str, dict[str, Any]]:
    desk = around(lang, "workspace", "imports", "/imports")
    kind = Row(id="customers.customers", label="Customers", list_url="/customers")
    columns = [(heading, others, at == 0) for at, (heading, others) in enumerate(LISTS["columns"])]
    one = desk | {"kind": kind, "same_names": [("refuse", "不导入"), ("update", "更新")]}
    one |= {"encodings": [("", "自动识别"), ("utf-8", "UTF-8")], "delimiters": [("", "自动识别"), (",", ",")]}
    fields = [("name", "客户名称"), ("", "不导入")]
    seen = [{"heading": word, "field": field, "cells": ["某公司"]} for word, field in (("单位", "name"), ("备用", ""))]
    table = {"columns": seen, "options": fields, "same_name": "refuse"}
    moving = _run("running", moving=True, may_stop=True, rows=60, refusals=[])
    stopped = _run("cancelled", may_resume=True, left=60, stopped="已在第 61 行之后停止。")
    return {
        "imports/index.html": desk | {"kinds": [("/imports/customers.customers", "客户")]},
        "imports/kind.html": desk | {"kind": kind, "errors": {}, "runs": [_run("done")], "columns": columns},
        "import-wrong": desk
        | {"template": "imports/kind.html", "kind": kind, "errors": {"file": "x"}, "runs": [], "columns": columns},
        "imports/show.html": one | {"run": _run("done")},
        "import-looked-at": one | {"template": "imports/show.html", "run": _run("checked", table=table, may_stop=True)},
        "import-moving": one | {"template": "imports/show.html", "run": moving},
        "import-stopped": one | {"template": "imports/show.html", "run": stopped},
    }


def _run(status: str, **more: Any) -> dict[str, Any]:
    refusal = Row(row=14, name="某公司", sentence=LISTS["wrong_phone"])
    counts = {"total": 120, "rows": 120, "created": 110, "updated": 8, "refused": 2, "left": 0}
    may = {"moving": False, "may_stop": False, "may_resume": False, "stopping": False, "whole": False}
    said = {"ignored": ["备用"], "stopped": "", "refusals": [refusal], "table": None, "is_text": True}
    how = {"encoding": "utf-8", "delimiter": ",", "word": "已完成", "status": status}
    known = {"id": 3, "file_name": "customers.xlsx", "at": ago(2), "ended_at": None, "by_name": "许莉"}
    return known | counts | may | said | how | more
