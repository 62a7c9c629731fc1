"""Verifies review files and spot checks on the command line."""

from __future__ import annotations

from ..export.records import Record, to_json
from ..export.wording import moment
from ..review.tampering import Fault
from ..review.verify import CHAIN, COVERED, Verification, verify
from ..sampling.check_file import is_check
from ..sampling.verify_check import CheckVerification, verify_check
from ..worker import run_limited
from .option import Request
from .reading import LIMITS
from .terminal import say, say_record

INTACT, TAMPERED = 0, 1


def verify_file(request: Request, language: str) -> int:
    """Says whether a review, or a spot check, is as it was, and what was done where it is not."""
    noted: str = request.values.get("hash", "")
    if is_check(request.paths[0]):
        return _verify_spot_check(request, noted, language)
    checked = run_limited(verify, request.paths[0], noted=noted, limits=LIMITS)
    if request.values.get("json"):
        say_record(to_json(_record(checked)))
    else:
        say("\n".join(_lines(checked, noted, language)))
    return INTACT if checked.is_intact else TAMPERED


def _verify_spot_check(request: Request, noted: str, language: str) -> int:
    found = run_limited(verify_check, request.paths[0], noted=noted, limits=LIMITS)
    if request.values.get("json"):
        say_record(to_json(_check_record(found)))
    else:
        say("\n".join(_check_lines(found, noted, language)))
    return INTACT if found.is_intact else TAMPERED


def _check_lines(found: CheckVerification, noted: str, language: str) -> list[str]:
    zh = language == "zh"
    name, count = found.path.name, found.answers
    if zh:
        verdict = "完好" if found.is_intact else f"有 {len(found.faults)} 处改动"
        lines = [f"{name}：{verdict}（答复 {count} 条）"]
    else:
        verdict = "intact" if found.is_intact else f"{len(found.faults)} fault(s)"
        lines = [f"{name}: {verdict} ({count} answers)"]
    lines += [f"  ✖ {fault.sentence(language)}" for fault in found.faults]
    if not found.drawn:
        return lines
    lines.append(
        f"  抽取 {found.created}，随机种子 {found.seed}，同批此前抽取 {found.earlier} 次"
        if zh
        else f"  drawn {found.created}, seed {found.seed}, {found.earlier} draw(s) before it"
    )
    if found.unchained:
        lines.append(
            f"  其中 {found.unchained} 条由较早版本记录，成链之前的改动不能发现"
            if zh
            else f"  {found.unchained} of them an earlier version recorded without a chain: what "
            "was done to those before they were chained cannot be told"
        )
    lines.append(f"  {'抽取哈希' if zh else 'draw'} {found.drawn}")
    lines.append(f"  {'末条答复' if zh else 'last answer'} {found.head}")
    if found.is_known:
        lines += _noted_lines(noted, CHAIN, zh)
    return lines


def _noted_lines(noted: str, covered: str, zh: bool) -> list[str]:
    """Returns that a noted hash is there, and below it what it stands for, of ``COVERED``."""
    there = "记下的哈希在此" if zh else "the noted hash is there"
    return [f"  {there} {noted}", f"    {COVERED[covered][0 if zh else 1]}"]


def _check_record(found: CheckVerification) -> Record:
    return {
        "spot_check": str(found.path),
        "intact": found.is_intact,
        "answers": found.answers,
        "draw": found.drawn,
        "head": found.head,
        "created": found.created,
        "seed": found.seed,
        "earlier_draws": found.earlier,
        "unchained_answers": found.unchained,
        "noted_is_known": found.is_known,
        "faults": list(map(_fault_record, found.faults)),
    }


def _fault_record(fault: Fault) -> Record:
    return {
        "kind": fault.kind,
        "event": fault.event,
        "message": fault.zh,
        "message_en": fault.en,
    }


def _lines(checked: Verification, noted: str, language: str) -> list[str]:
    name, count = checked.path.name, checked.events
    if language == "zh":
        verdict = "完好" if checked.is_intact else f"有 {len(checked.faults)} 处改动"
        lines = [f"{name}：{verdict}（记录 {count} 条）"]
    else:
        verdict = "intact" if checked.is_intact else f"{len(checked.faults)} fault(s)"
        lines = [f"{name}: {verdict} ({count} events)"]
    lines += [f"  ✖ {fault.sentence(language)}" for fault in checked.faults]
    zh = language == "zh"
    if checked.source_sha256:
        lines.append(
            f"  {'原件' if zh else 'source'} {checked.source_name} SHA-256 {checked.source_sha256}"
        )
    lines += [
        f"  {'签核' if zh else 'signed off'} #{each.number} {each.by} {moment(each.at)} "
        f"{each.hash} {'—' if zh else '-'} {each.fate(language)}"
        for each in checked.sign_offs
    ]
    if checked.head:
        lines.append(f"  {'末条记录' if zh else 'last event'} {checked.head}")
    if checked.covered:
        lines += _noted_lines(noted, checked.covered, zh)
    return lines


def _record(checked: Verification) -> Record:
    return {
        "review": str(checked.path),
        "intact": checked.is_intact,
        "events": checked.events,
        "head": checked.head,
        "source": {"name": checked.source_name, "sha256": checked.source_sha256},
        "sign_offs": [
            {
                "event": each.number,
                "by": each.by,
                "at": each.at.isoformat(timespec="seconds"),
                "hash": each.hash,
                "covers_chain": each.covers_chain,
                "outcome": each.outcome,
                "reasons": [zh for zh, _ in each.reasons],
                "reasons_en": [en for _, en in each.reasons],
            }
            for each in checked.sign_offs
        ],
        "noted_covers": checked.covered,
        "faults": list(map(_fault_record, checked.faults)),
    }
