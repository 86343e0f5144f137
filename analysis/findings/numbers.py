"""How the findings write numbers."""

from __future__ import annotations

import math

from analysis.charts.wording import percent


def share_text(share: float) -> str:
    """A share from 0 to 1 as a percentage: whole, and with one decimal where it is below 1.

    Examples
    --------
    >>> share_text(0.125), share_text(0.004), share_text(0.0), share_text(0.0001)
    ('13', '0.4', '0', '<0.1')
    """
    if share >= 0.01 or share == 0:
        return percent(share)
    return "<0.1" if share < 0.0005 else f"{100 * share:.1f}"


def rate_text(rate: float) -> str:
    """A rate per 10,000: whole, and with a decimal where it is below 10.

    Examples
    --------
    >>> rate_text(363.04), rate_text(0.42)
    ('363', '0.4')
    """
    return f"{rate:,.0f}" if rate >= 9.95 else f"{rate:.1f}"


def factor_text(log_ratio: float) -> str:
    """How many times as often, from the corrected limit nearest to no difference, rounded towards no difference.

    Examples
    --------
    >>> factor_text(0.2600013555), factor_text(-1.0), factor_text(6.0)
    ('1.19', '0.50', '64')
    """
    factor = 2.0**log_ratio
    if factor >= 10:
        return f"{math.floor(factor + 1e-9):,}"
    rounded = math.floor(100 * factor + 1e-9) if log_ratio > 0 else math.ceil(100 * factor - 1e-9)
    return f"{rounded / 100:.2f}"


def q_text(q: float) -> str:
    """A corrected p with two significant digits.

    Examples
    --------
    >>> q_text(0.04192), q_text(0.04999), q_text(1.0), q_text(1e-7)
    ('0.042', '<0.05', '1', '<0.0001')
    """
    if q < 0.0001:
        return "<0.0001"
    text = f"{q:.2g}"
    return text if (float(text) < 0.05) == (q < 0.05) else "<0.05"  # 0.0499 must not read 0.05
