"""What the first sheet of the Excel file says, in Chinese and English."""

from __future__ import annotations

WORDS = {
    "sheet": ("说明", "Guide"),
    "notes": (
        (
            "本文件每张工作表为一张表，与 tables/ 中的 CSV 相同；下面先列各表，再逐列说明。",
            "数字均为数值，可直接计算；∞ 与 −∞ 表示没有界限，空格表示没有定义。",
            "词频以计入的词（tokens 表中 kept = 1）为分母；停用词、数字与标点不计。",
            "以 = + - @ 开头的文字前加了撇号（'），以免被当作公式。",
        ),
        (
            "Each sheet is one table, the same as the CSV in tables/. First what each holds, then what each column "
            "means.",
            "Numbers are numbers and can be calculated with; ∞ and −∞ mean no limit, an empty cell means not defined.",
            "Shares are of the words counted (kept = 1 in the sheet tokens); stop words, numbers and punctuation are "
            "not.",
            "Text that begins with = + - @ has an apostrophe (') before it, so that it is not taken for a formula.",
        ),
    ),
    "content": ("内容", "what it holds"),
    "rows": ("行数", "rows"),
    "table": ("表", "table"),
    "column": ("列", "column"),
    "meaning": ("含义、单位与公式", "meaning, unit, formula"),
    "missing": ("未写出", "not made"),
    "because": ("（未写出：{reason}）", " (not made: {reason})"),
    "too_long": (
        "（共 {all:,} 行，工作表只列前 {n:,} 行，以便打开；全部见 tables/{name}.csv）",
        " ({all:,} rows: the sheet has the first {n:,}, so that it opens; all of them are in tables/{name}.csv)",
    ),
}
