"""Fields of a tenant's own in the list of customers: columns, filters, the search, the file that is taken out."""


async def listed(client, **query):
    return (await client.get("/customers", params=query)).text


async def test_each_kind_narrows_the_list(door, house, a_customer):
    one = await a_customer(
        house, custom={"tier": "gold", "seats": 12, "visited": "2026-03-01", "slogan": "松不了", "listed": True}
    )
    other = await a_customer(
        house, custom={"tier": "silver", "seats": -3, "visited": "2026-05-01", "slogan": "紧得住", "partners": ["tax"]}
    )
    member = await door.member(house)
    for query, found, missed in (
        ({"custom.tier": "gold"}, one, other),
        ({"custom.seats": "10..15"}, one, other),
        ({"custom.seats": "11.."}, one, other),
        ({"custom.visited": "2026-04-01.."}, other, one),
        ({"custom.visited.from": "2026-02-01", "custom.visited.to": "2026-03-31"}, one, other),
        ({"custom.slogan": "松不"}, one, other),
        ({"custom.listed": "yes"}, one, other),
        ({"custom.partners": "tax"}, other, one),
        ({"custom.tier": "gold", "q": one["name"]}, one, other),
    ):
        shown = await listed(member, **query)
        assert f'href="/customers/{found["id"]}"' in shown, query
        assert f'href="/customers/{missed["id"]}"' not in shown, query
    assert (await member.get("/customers", params={"custom.tier": "brass"})).status_code == 400
    assert (await member.get("/customers", params={"custom.none": "1"})).status_code == 200


async def test_a_text_leads_to_the_customer(door, house, a_customer):
    customer = await a_customer(house, custom={"slogan": "螺纹之王"})
    found = (await (await door.api(house)).get("/api/v1/customers", params={"q": "螺纹之王"})).json()["items"]
    assert [one["id"] for one in found] == [customer["id"]]


async def test_they_are_columns_of_the_page_and_of_the_file(door, house, a_customer):
    customer = await a_customer(house, custom={"tier": "gold", "id_no": "440301197001010033"})
    member = await door.member(house)
    other = await door.member(house, may_not="fields.confidential")
    chosen = {"query": "", "column": ["custom.tier", "custom.id_no"]}
    for client in (member, other):
        assert (await client.post("/lists/customers/columns", data=chosen)).status_code == 303
    shown = await listed(member, q=customer["name"])
    assert "<th" in shown
    assert "档位" in shown
    assert "440301197001010033" in shown
    file = (await other.get("/customers/list.csv", params={"q": customer["name"]})).content.decode("utf-8-sig")
    assert "档位" in file
    assert "金" in file
    assert "••••••" in file
    assert "440301197001010033" not in file


async def test_a_house_without_fields_has_the_usual_list(door, founding):
    tenant = await founding()
    member = await door.member(tenant)
    await member.post("/customers", data={"name": "无字段公司"})
    assert "无字段公司" in await listed(member)
