"""Verifies review files and spot checks on the command line."""

from __future__ import annotations

from ..bilingual import Bilingual
from ..export.export_wording import moment
from ..export.records import Record, to_json
from ..review.review_file.tampering import Fault
from ..review.review_file.verify import CHAIN, COVERED, Verification, verify
from ..sampling.check_file import is_check
from ..sampling.verify_check import CheckVerification, verify_check
from ..worker import run_limited
from .given_files import LIMITS
from .option import Request
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
    counted = Bilingual(f"答复 {found.answers} 条", f"{found.answers} answers")
    lines = _found(found, counted, language)
    if not found.drawn:
        return lines
    lines.append(
        Bilingual(
            f"  抽取 {found.created}，随机种子 {found.seed}，同批此前抽取 {found.earlier} 次",
            f"  drawn {found.created}, seed {found.seed}, {found.earlier} draw(s) before it",
        ).in_language(language)
    )
    if found.unchained:
        lines.append(
            Bilingual(
                f"  其中 {found.unchained} 条由较早版本记录，成链之前的改动不能发现",
                f"  {found.unchained} of them an earlier version recorded without a chain: what "
                "was done to those before they were chained cannot be told",
            ).in_language(language)
        )
    lines.append(f"  {Bilingual('抽取哈希', 'draw').in_language(language)} {found.drawn}")
    lines.append(f"  {Bilingual('末条答复', 'last answer').in_language(language)} {found.head}")
    if found.is_known:
        lines += _noted_lines(noted, CHAIN, language)
    return lines


def _noted_lines(noted: str, covered: str, language: str) -> list[str]:
    """Returns that a noted hash is there, and below it what it stands for, of ``COVERED``."""
    there = Bilingual("记下的哈希在此", "the noted hash is there").in_language(language)
    return [f"  {there} {noted}", f"    {COVERED[covered].in_language(language)}"]


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


def _found(
    checked: Verification | CheckVerification, counted: Bilingual, language: str
) -> list[str]:
    """Returns whether a file is intact, how much it holds, and each fault on a line."""
    name, faults = checked.path.name, checked.faults
    zh = "完好" if checked.is_intact else f"有 {len(faults)} 处改动"
    en = "intact" if checked.is_intact else f"{len(faults)} fault(s)"
    head = Bilingual(f"{name}：{zh}（{counted.zh}）", f"{name}: {en} ({counted.en})")
    return [head.in_language(language), *(f"  ✖ {each.sentence(language)}" for each in faults)]


def _lines(checked: Verification, noted: str, language: str) -> list[str]:
    counted = Bilingual(f"记录 {checked.events} 条", f"{checked.events} events")
    lines = _found(checked, counted, language)
    if checked.source_sha256:
        source = Bilingual("原件", "source").in_language(language)
        lines.append(f"  {source} {checked.source_name} SHA-256 {checked.source_sha256}")
    signed, dash = Bilingual("签核", "signed off"), Bilingual("—", "-")
    lines += [
        f"  {signed.in_language(language)} #{each.number} {each.by} {moment(each.at)} "
        f"{each.hash} {dash.in_language(language)} {each.fate(language)}"
        for each in checked.sign_offs
    ]
    if checked.head:
        lines.append(
            f"  {Bilingual('末条记录', 'last event').in_language(language)} {checked.head}"
        )
    if checked.covered:
        lines += _noted_lines(noted, checked.covered, language)
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
