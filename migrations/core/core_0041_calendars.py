"""Calendars of tenants, and the statutory years that headquarters publishes: China's of 2025, 2026 and 2027."""

from datetime import date, timedelta

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import APPEND_ONLY, drop_tables, fenced_table, published_table, script

ID = "core_0041_calendars"
VERSION = "1.38.0"
DESCRIPTION = "Calendars, and statutory years."

# Rows of windows, each a list of [from, to] in whole minutes: in order, without overlap, at most until 24:00.
HOURS_OK = """
    create function work_hours_ok(hours jsonb, days integer) returns boolean
    language plpgsql immutable set search_path = public, pg_temp as $$
    declare day jsonb; pair jsonb; last numeric;
    begin
      if jsonb_typeof(hours) <> 'array' or jsonb_array_length(hours) <> days then return false; end if;
      for day in select jsonb_array_elements(hours) loop
        if jsonb_typeof(day) <> 'array' then return false; end if;
        last := 0;
        for pair in select jsonb_array_elements(day) loop
          if jsonb_typeof(pair) <> 'array' or jsonb_array_length(pair) <> 2 then return false; end if;
          if jsonb_typeof(pair -> 0) <> 'number' or jsonb_typeof(pair -> 1) <> 'number' then return false; end if;
          if (pair ->> 0)::numeric < last or (pair ->> 1)::numeric <= (pair ->> 0)::numeric
             or (pair ->> 1)::numeric > 1440 or (pair ->> 0)::numeric % 1 <> 0 or (pair ->> 1)::numeric % 1 <> 0
          then return false; end if;
          last := (pair ->> 1)::numeric;
        end loop;
      end loop;
      return true;
    end $$;
    revoke all on function work_hours_ok from public;
    grant execute on function work_hours_ok to desk_app, desk_owner;
"""
CHECKS = """
    alter table work_calendar
      add check (work_hours_ok(week, 7)), add check (work_hours_ok(duty, 8)),
      add check (country ~ '^([A-Z]{2})?$');
    alter table work_calendar_version add check (work_hours_ok(week, 7)), add check (work_hours_ok(duty, 8));
    alter table calendar_day
      add check (work_hours_ok(jsonb_build_array(windows), 1)), add check (until is null or until > since);
    create unique index work_calendar_owner_once on work_calendar (tenant_id, owner_kind, owner_id)
     where removed_at is null;
    create unique index calendar_day_once on calendar_day (tenant_id, calendar, day) where until is null;
    create unique index statutory_day_once on statutory_day (country, day) where until is null;
"""
# Headquarters has one way to a new version: all tenants' caches and deadlines learn of it in the same transaction.
PUBLISH = """
    create function publish_statutory(
      of_country text, of_year integer, what text, reference text, by_id uuid, by_name text, at timestamptz
    ) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
    declare made integer; one uuid; before text := current_setting('desk.tenant_id', true);
    begin
      perform pg_advisory_xact_lock(hashtext('statutory days'));
      select coalesce(max(v.version), 0) + 1 into made from statutory_version v;
      insert into statutory_version (version, country, year, what, reference, at, by_id, by_name)
      values (made, of_country, of_year, what, reference, at, by_id, by_name);
      for one in select id from tenant order by id loop
        perform set_config('desk.tenant_id', one::text, true);
        -- One that waits is kept from running before this is committed: it would tell of what was before.
        update reaction r set available_at = least(r.available_at, at)
         where r.lane = 'bulk' and r.status = 'waiting' and r.subscriber = 'calendars.tell_of_statutory_days';
        if not found then
          insert into reaction (tenant_id, id, subscriber, lane, status, attempts, available_at, error)
          values (one, gen_random_uuid(), 'calendars.tell_of_statutory_days', 'bulk', 'waiting', 0, at, '');
        end if;
      end loop;
      perform set_config('desk.tenant_id', coalesce(before, ''), true);
      update tenant set version = version + 1;
      return made;
    end $$;
    revoke all on function publish_statutory from public;
    grant execute on function publish_statutory to desk_hq;
"""
OWN = "owner_kind <> 'customer' or owner_id = {customer}"
OF_OWN = "exists (select from work_calendar c where c.tenant_id = {table}.tenant_id and c.id = {table}.calendar)"

NOTICES = {
    2025: ("2024-11-12T00:00Z", "国办发明电〔2024〕12号"),
    2026: ("2025-11-04T00:00Z", "国办发明电〔2025〕7号"),
    2027: ("2026-11-22T00:00Z", ""),
}
"""When each year was said, and by which notice. That of 2027 isn't there: its days are the law's, without make-up."""
NEW_YEAR, SPRING = ("元旦", "New Year's Day"), ("春节", "Spring Festival")
QINGMING, LABOUR = ("清明节", "Qingming Festival"), ("劳动节", "Labour Day")
DRAGON, AUTUMN = ("端午节", "Dragon Boat Festival"), ("中秋节", "Mid-Autumn Festival")
NATIONAL, BOTH = ("国庆节", "National Day"), ("国庆节、中秋节", "National Day and Mid-Autumn Festival")
HOLIDAYS = (
    *(("2025-01-01", 1, NEW_YEAR), ("2025-01-28", 8, SPRING), ("2025-04-04", 3, QINGMING), ("2025-05-01", 5, LABOUR)),
    *(("2025-05-31", 3, DRAGON), ("2025-10-01", 8, BOTH)),
    *(("2026-01-01", 3, NEW_YEAR), ("2026-02-15", 9, SPRING), ("2026-04-04", 3, QINGMING), ("2026-05-01", 5, LABOUR)),
    *(("2026-06-19", 3, DRAGON), ("2026-09-25", 3, AUTUMN), ("2026-10-01", 7, NATIONAL)),
    *(("2027-01-01", 1, NEW_YEAR), ("2027-02-05", 4, SPRING), ("2027-04-05", 1, QINGMING), ("2027-05-01", 2, LABOUR)),
    *(("2027-06-09", 1, DRAGON), ("2027-09-15", 1, AUTUMN), ("2027-10-01", 3, NATIONAL)),
)
"""First day, how many days, and of what."""
MAKE_UP = (
    *(("2025-01-26", SPRING), ("2025-02-08", SPRING), ("2025-04-27", LABOUR), ("2025-09-28", BOTH)),
    *(("2025-10-11", BOTH), ("2026-01-04", NEW_YEAR), ("2026-02-14", SPRING), ("2026-02-28", SPRING)),
    *(("2026-05-09", LABOUR), ("2026-09-20", NATIONAL), ("2026-10-10", NATIONAL)),
)


def days() -> list[tuple[date, str, str, str]]:
    """Each day with its kind and its names."""
    found = []
    for first, count, (zh, en) in HOLIDAYS:
        begin = date.fromisoformat(first)
        found += [(begin + timedelta(days=n), "holiday", zh, en) for n in range(count)]
    found += [
        (date.fromisoformat(day), "make_up", f"{zh}调休上班", f"Make-up day for {en}") for day, (zh, en) in MAKE_UP
    ]
    return sorted(found)


def text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


async def seed() -> None:
    """One version for each year, and its days."""
    for version, (year, (at, notice)) in enumerate(NOTICES.items(), start=1):
        rows = ", ".join(
            f"(gen_random_uuid(), 'CN', {year}, '{day}', '{kind}', {text(zh)}, {text(en)}, {version})"
            for day, kind, zh, en in days()
            if day.year == year
        )
        confirmed = f"'{at}', 'Partner Desk', {text(notice)}" if notice else "null, '', ''"
        await script(f"""
            insert into statutory_version (version, country, year, what, reference, at, by_name)
            values ({version}, 'CN', {year}, 'seeded', {text(notice)}, '{at}', 'Partner Desk');
            insert into statutory_year (id, country, year, confirmed_at, confirmed_by, notice)
            values (gen_random_uuid(), 'CN', {year}, {confirmed});
            insert into statutory_day (id, country, year, day, kind, name_zh, name_en, since) values {rows};
        """)  # noqa: S608 - words of this file


async def up() -> None:
    """Calendars with their versions and days; what is published; and the first three years."""
    await fenced_table(
        "work_calendar",
        "when work is done, by tenant, team or customer site",
        """
        owner_kind varchar(20) not null,
        owner_id uuid not null,
        team varchar(100) not null default '',
        name varchar(100) not null,
        zone varchar(60) not null,
        country varchar(2) not null default 'CN',
        week jsonb not null default '[[], [], [], [], [], [], []]',
        duty jsonb not null default '[[], [], [], [], [], [], [], []]',
        duty_counts boolean not null default true,
        version integer not null default 1,
        created_at timestamptz not null,
        changed_at timestamptz not null,
        removed_at timestamptz,
        """,
        check={"owner_kind": ["tenant", "team", "customer"]},
        portal=OWN,
        portal_writes="none",
    )
    await fenced_table(
        "work_calendar_version",
        "calendars as they were",
        """
        calendar uuid not null,
        number integer not null,
        at timestamptz not null,
        by_kind varchar(20) not null,
        by_id uuid,
        what varchar(20) not null,
        day date,
        name varchar(100) not null,
        zone varchar(60) not null,
        country varchar(2) not null default 'CN',
        week jsonb not null default '[[], [], [], [], [], [], []]',
        duty jsonb not null default '[[], [], [], [], [], [], [], []]',
        duty_counts boolean not null default true,
        """,
        references={"calendar": "work_calendar"},
        check={"what": ["made", "changed", "day", "day_removed", "removed"]},
        unique=["calendar, number"],
        portal=OF_OWN.format(table="work_calendar_version"),
        portal_writes="none",
        app=APPEND_ONLY,
    )
    await fenced_table(
        "calendar_day",
        "dates that differ from their weekday, with what was said of them before",
        """
        calendar uuid not null,
        day date not null,
        name varchar(100) not null default '',
        windows jsonb not null default '[]',
        since integer not null,
        until integer,
        """,
        references={"calendar": "work_calendar"},
        portal=OF_OWN.format(table="calendar_day"),
        portal_writes="none",
    )
    await published_table(
        "statutory_version",
        "each time headquarters published statutory days",
        """
        version integer primary key,
        country varchar(2) not null,
        year integer not null,
        what varchar(20) not null check (what in ('seeded', 'changed', 'confirmed', 'reopened')),
        reference varchar(200) not null default '',
        at timestamptz not null,
        by_id uuid,
        by_name varchar(100) not null default ''
        """,
    )
    await published_table(
        "statutory_year",
        "years of statutory days, and whether a notice confirmed them",
        """
        id uuid primary key,
        country varchar(2) not null,
        year integer not null,
        confirmed_at timestamptz,
        confirmed_by varchar(100) not null default '',
        notice varchar(200) not null default '',
        unique (country, year)
        """,
    )
    await published_table(
        "statutory_day",
        "holidays, and weekend days that are worked instead",
        """
        id uuid primary key,
        country varchar(2) not null,
        year integer not null,
        day date not null,
        kind varchar(20) not null check (kind in ('holiday', 'make_up')),
        name_zh varchar(100) not null default '',
        name_en varchar(100) not null default '',
        since integer not null,
        until integer,
        check (extract(year from day) = year),
        check (until is null or until > since)
        """,
    )
    await script(HOURS_OK)
    await script(CHECKS)
    await script(PUBLISH)
    await seed()


async def down() -> None:
    """Take it down again."""
    await script("drop function publish_statutory")
    await drop_tables("work_calendar", "work_calendar_version", "calendar_day")
    await drop_tables("statutory_version", "statutory_year", "statutory_day")
    await script("drop function work_hours_ok")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
