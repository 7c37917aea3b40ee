"""Departments and their teams: a table of their own in place of words on members, calendars, tasks and saved views."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "core_0069_departments"
VERSION = "1.38.0"
DESCRIPTION = "Departments and teams."

# Whoever said a word so far says its department now. The owner sees one tenant at a time, here too.
MOVE = """
    alter table member add column department_id uuid;
    alter table task add column team_id uuid;
    alter table saved_view add column department_id uuid;
    do $$ declare one uuid; begin
      for one in select id from tenant order by id loop
        perform set_config('desk.tenant_id', one::text, true);
        insert into department (tenant_id, id, name, name_key, changed_at)
        select one, gen_random_uuid(), said.word, lower(said.word), (select created_at from tenant where id = one)
          from (select department as word from member union select team from task
                 union select department from saved_view
                 union select team from work_calendar where owner_kind = 'team') said
         where said.word <> '';
        update member m set department_id = d.id from department d where d.name = m.department;
        update task t set team_id = d.id from department d where d.name = t.team;
        update saved_view v set department_id = d.id from department d where d.name = v.department;
        update work_calendar c set owner_id = d.id from department d where c.owner_kind = 'team' and d.name = c.team;
      end loop;
      perform set_config('desk.tenant_id', '', true);
    end $$;
    alter table member drop column department;
    alter table member rename column department_id to department;
    alter table member add foreign key (tenant_id, department) references department (tenant_id, id);
    create index member_department on member (tenant_id, department);
    alter table department add foreign key (tenant_id, head) references member (tenant_id, id);
    create index department_head on department (tenant_id, head);
    alter table task drop column team;
    alter table task rename column team_id to team;
    alter table task add foreign key (tenant_id, team) references department (tenant_id, id);
    alter table task add check (assignee is not null or team is not null or role <> '');
    create index task_team on task (tenant_id, team) where team is not null;
    alter table saved_view drop column department;
    alter table saved_view rename column department_id to department;
    alter table saved_view add foreign key (tenant_id, department) references department (tenant_id, id);
    create index saved_view_department on saved_view (tenant_id, department);
    alter table work_calendar drop column team;
"""
BACK = """
    alter table member add column word varchar(100) not null default '';
    alter table task add column word varchar(100) not null default '';
    alter table saved_view add column word varchar(100) not null default '';
    alter table work_calendar add column team varchar(100) not null default '';
    do $$ declare one uuid; begin
      for one in select id from tenant order by id loop
        perform set_config('desk.tenant_id', one::text, true);
        update member m set word = d.name from department d where d.id = m.department;
        update task t set word = d.name from department d where d.id = t.team;
        update saved_view v set word = d.name from department d where d.id = v.department;
        update work_calendar c set team = d.name from department d where c.owner_kind = 'team' and d.id = c.owner_id;
      end loop;
      perform set_config('desk.tenant_id', '', true);
    end $$;
    alter table department drop column head;
    alter table member drop column department;
    alter table member rename column word to department;
    alter table task drop column team;
    alter table task rename column word to team;
    alter table task add check (assignee is not null or team <> '' or role <> '');
    alter table saved_view drop column department;
    alter table saved_view rename column word to department;
"""


async def up() -> None:
    """For the staff alone. Names are unique among those that aren't retired, however they are written."""
    await fenced_table(
        "department",
        "a department of the tenant, or a team of one",
        """
        name varchar(100) not null,
        name_key varchar(300) not null default '',
        part_of uuid,
        head uuid,
        retired_at timestamptz,
        changed_at timestamptz not null,
        """,
        references={"part_of": "department"},
    )
    await script(
        "create unique index department_name_once on department (tenant_id, lower(name)) where retired_at is null"
    )
    await script(MOVE)


async def down() -> None:
    """Words again."""
    await script(BACK)
    await drop_tables("department")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
