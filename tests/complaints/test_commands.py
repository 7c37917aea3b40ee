"""``desk complaints``: a table comes in whole or not at all, and the report is printed as it is promised."""

from commands_support import run_desk

HEAD = "complained_at,category,item,position,level,valid,customer,text\n"
LINES = (
    "2025-06-03 10:00,service,delay,hotline,general,true,江南纺织,等了三天",
    "2025-06-30,service,attitude,onsite,serious,true,江南纺织,态度差",
    "2025-06-09,sales,sales_norms,,general,true,,价格说法不一",
    "2025-06-09,product,own_bug,,general,false,,不属实",
    "2024-06-09,service,delay,hotline,general,true,,去年",
)
MONTH = ("--month", "2025-06")


async def test_in_it_comes_and_out_comes_the_report(founding, tmp_path):
    partner = await founding(plugins=["complaints"])
    tenant, table = ("--tenant", partner.slug), tmp_path / "complaints.csv"
    table.write_text(HEAD + "\n".join(LINES), "utf-8")
    told = run_desk("complaints", "import", str(table), *tenant)
    assert told.code == 0, told.err
    services = ("hotline=40", "onsite=8", "remote=0", "training=3")
    told = run_desk("complaints", "volumes", *tenant, *MONTH, *services, "--customers", "93")
    assert told.code == 0, told.err
    found = run_desk("complaints", "report", *tenant, *MONTH, "--json").json()
    assert found["T1"]["rows"][0] == {"row": "service", "share": 67, "count": 2}
    assert found["T1"]["rows"][-1] == {"row": "total", "share": 100, "count": 3}
    assert found["T3"]["rows"][0] == {
        **{"row": "attitude", "hotline": 0, "onsite": 1, "remote": 0, "training": 0, "share": 50},
    }
    assert found["T4"]["rows"][0] == {"row": "hotline", "volume": 40, "complaints": 1, "share": 2.5}
    assert found["T6"]["rows"] == []
    assert [one["row"] for one in found["T7"]["rows"]] == ["last_year", "this_year", "growth"]
    assert found["T7"]["rows"][1]["customers"] == 93
    assert found["T7"]["rows"][2]["complaints"] == 200
    assert "其中严重 1 件" in found["text"]["zh"]
    assert "1 of them serious" in found["text"]["en"]


async def test_a_table_with_a_fault_adds_nothing(founding, tmp_path):
    partner = await founding(plugins=["complaints"])
    tenant, table = ("--tenant", partner.slug), tmp_path / "complaints.csv"
    table.write_text(HEAD + LINES[0] + "\n2025-06-03,service,sales_norms,hotline,general,true,,x", "utf-8")
    told = run_desk("complaints", "import", str(table), *tenant)
    assert told.code == 1
    assert "line 3, item" in told.err
    found = run_desk("complaints", "report", *tenant, *MONTH, "--json").json()
    assert found["T1"]["rows"][-1]["count"] == 0


async def test_where_it_is_off_it_says_so(founding):
    partner = await founding()
    told = run_desk("complaints", "report", "--tenant", partner.slug, *MONTH, "--json")
    assert told.code == 1
    assert "switched on" in told.err
