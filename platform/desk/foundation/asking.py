"""
Asking plugins while a request or a job runs: one by one, each within its budget, each contained.

A *slot* adds something to look at: an answer that fails is logged, left out and counted. A *decision* may
refuse: an answer that fails refuses, with a sentence, because nobody knows what it would have said. A *question*
is answered by whoever knows first: an answer that fails is logged, left out and counted.
What an answer wrote is undone with it; the savepoint for that is opened at its first query.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar
from uuid import UUID

import structlog

from desk import hookspecs
from desk.foundation import trips
from desk.foundation.database import lazy_savepoint
from desk.foundation.errors import Refusal
from desk.foundation.hooks import implementers, is_core
from desk.foundation.tenancy import TenantFacts, current_scope
from desk.foundation.things import Link
from desk.foundation.translation import N_
from desk.settings import settings

T = TypeVar("T")

log = structlog.get_logger(__name__)


class NotDecided(Refusal):
    """A plugin that has a say could not answer."""

    status = 503
    sentence = N_("This can't be decided just now: {plugin} doesn't answer. Nothing was changed; please try again.")


class WrongAnswer(TypeError):
    """A plugin answered something else than the hook asks for."""


class Hooks:
    """The hooks as one tenant sees them: plugins that are off or tripped stay silent."""

    def __init__(self, tenant: TenantFacts) -> None:
        self.tenant = tenant

    def silent(self, slug: str) -> bool:
        """Whether a plugin isn't asked."""
        return not is_core(slug) and (slug not in self.tenant.plugins or slug in self.tenant.tripped)

    def asked(self, name: str) -> list[tuple[str, Any]]:
        """Who answers this hook in this tenant, by slug, with the function."""
        return [(slug, function) for slug, function in implementers(name) if not self.silent(slug)]

    async def slot(
        self, name: str, *, only: str | None = None, failed: list[str] | None = None, **arguments: Any
    ) -> list[tuple[str, Any]]:
        """
        The answers of a slot, by slug; at most ``most`` things of each, in the order of the slugs.

        ``failed`` takes the slugs of those that didn't answer, for whoever tells them from those with nothing to show.
        """
        rule = hookspecs.SLOTS[name]
        found: list[tuple[str, Any]] = []
        for slug, function in self.asked(name):
            if only is not None and slug != only:
                continue
            try:
                answer = await self._answer(slug, name, function, rule.budget, arguments)
                if not isinstance(answer, list | tuple):
                    raise WrongAnswer(f"{name} answers with a list, not {type(answer).__name__}")
            except Exception as error:
                self._failed(slug, name, error)
                if failed is not None:
                    failed.append(slug)
                continue
            found += [(slug, one) for one in answer[: rule.most]]
        return found

    async def refusal(self, name: str, **arguments: Any) -> Refusal | None:
        """What the first plugin that refuses says. One that fails refuses too: ``NotDecided``."""
        rule = hookspecs.DECISIONS[name]
        for slug, function in self.asked(name):
            try:
                answer = await self._answer(slug, name, function, rule.budget, arguments)
                if answer is not None and not isinstance(answer, Refusal):
                    raise WrongAnswer(f"{name} answers with a Refusal or None, not {type(answer).__name__}")
            except Exception as error:
                self._failed(slug, name, error)
                return NotDecided(plugin=slug)
            if answer is not None:
                return answer
        return None

    async def answer(self, name: str, **arguments: Any) -> Any:
        """What the first plugin that knows says, or None."""
        rule = hookspecs.QUESTIONS[name]
        for slug, function in self.asked(name):
            try:
                found = await self._answer(slug, name, function, rule.budget, arguments)
            except Exception as error:
                self._failed(slug, name, error)
                continue
            if found is not None:
                return found
        return None

    async def collect(self, name: str, of: type[T], /, **arguments: Any) -> tuple[list[tuple[str, T]], list[str]]:
        """All that is known, by slug; and who should have answered and didn't: silence is no answer."""
        rule = hookspecs.COLLECTED[name]
        found: list[tuple[str, T]] = []
        silent: list[str] = []
        for slug, function in self.asked(name):
            try:
                answer = await self._answer(slug, name, function, rule.budget, arguments)
                if not isinstance(answer, list | tuple) or not all(isinstance(one, of) for one in answer):
                    raise WrongAnswer(f"{name} answers with a list of {of.__name__}, not {type(answer).__name__}")
            except Exception as error:
                self._failed(slug, name, error)
                silent.append(slug)
                continue
            found += [(slug, one) for one in answer[: rule.most]]
        return found, silent

    async def claim(self, name: str, of: type[T], /, **arguments: Any) -> list[tuple[str, T]]:
        """
        Let all write what they keep count of, in this transaction; the answer is what was claimed, by slug.

        Raises the first refusal; one that fails refuses too: ``NotDecided``. The caller lets it end the transaction,
        so that what others wrote goes with it.
        """
        rule = hookspecs.CLAIMS[name]
        found: list[tuple[str, T]] = []
        for slug, function in self.asked(name):
            try:
                answer = await self._answer(slug, name, function, rule.budget, arguments)
                if answer is not None and not isinstance(answer, of | Refusal):
                    raise WrongAnswer(f"{name} answers with {of.__name__} or a Refusal, not {type(answer).__name__}")
            except Exception as error:
                self._failed(slug, name, error)
                raise NotDecided(plugin=slug) from error
            if isinstance(answer, Refusal):
                raise answer
            if answer is not None:
                found.append((slug, answer))
        return found

    async def contained(self, slug: str, function: Callable[..., Awaitable[T]], *given: Any, budget: float) -> T | None:
        """What a function that a slice or plugin declared gives; None when a plugin's fails: logged and counted."""
        if is_core(slug):
            return await function(*given)
        try:
            async with asyncio.timeout(budget), lazy_savepoint():
                return await function(*given)
        except Exception as error:
            self._failed(slug, function.__name__, error)
            return None

    async def _answer(self, slug: str, name: str, function: Any, budget: float, arguments: dict[str, Any]) -> Any:
        begun = time.perf_counter()
        try:
            async with asyncio.timeout(budget), lazy_savepoint():
                return await function(**_wanted(function, arguments))
        finally:
            if settings.trace_hooks:
                log.info("hook", hook=name, plugin=slug, ms=round((time.perf_counter() - begun) * 1000, 2))

    def _failed(self, slug: str, name: str, error: Exception) -> None:
        log.error("hook failed", hook=name, plugin=slug, tenant=self.tenant.slug, exc_info=error)
        if not is_core(slug):
            trips.count(slug, f"{name}: {type(error).__name__}")


def _wanted(function: Any, arguments: dict[str, Any]) -> dict[str, Any]:
    """Only the arguments that an answer takes: hooks may grow without breaking anybody."""
    code = function.__code__
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    return {name: value for name, value in arguments.items() if name in names}


def hooks() -> Hooks:
    """The hooks of the tenant whose scope is open."""
    return Hooks(current_scope().tenant)


async def links_beside(kind: str, subject_id: UUID) -> list[Link]:
    """What others offer beside a thing that has no panels."""
    return [link for _, link in await hooks().slot("thing_links", kind=kind, subject_id=subject_id)]
