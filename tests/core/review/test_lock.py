"""Who holds a review file, as others are told."""

import time

import pytest

from gouji.core.review.review_file.lock import Holder


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of the machine stays as it is")
def test_since_when_is_told_in_the_time_of_this_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        zh, en = Holder("甲", "pc", 1, "2026-01-01 20:00+00:00").words
    finally:
        monkeypatch.undo()
        time.tzset()
    assert zh == "甲@pc 正在使用（始于 2026-01-02 04:00+08:00）"
    assert en == "in use by 甲@pc since 2026-01-02 04:00+08:00"
