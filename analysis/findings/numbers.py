"""How the findings write numbers."""

from __future__ import annotations

from analysis.charts.grammar import HalfUp


def share_text(share: float) -> str:
    """A share from 0 to 1 as a percentage: whole, and with one decimal where it is below 1.

    Examples
    --------
    >>> share_text(0.125), share_text(0.004), share_text(0.0), share_text(0.0001)
    ('13', '0.4', '0', '<0.1')
    """
    if share >= 0.01 or share == 0:
        return f"{HalfUp(100 * share):.0f}"
    return "<0.1" if share < 0.0005 else f"{100 * share:.1f}"


def rate_text(rate: float) -> str:
    """A rate per 10,000: whole, and with a decimal where it is below 10.

    Examples
    --------
    >>> rate_text(363.04), rate_text(0.42)
    ('363', '0.4')
    """
    return f"{rate:,.0f}" if rate >= 9.95 else f"{rate:.1f}"


def ratio_text(log_ratio: float) -> str:
    """How many times as often: two significant digits, whole from 10.

    Examples
    --------
    >>> ratio_text(0.26), ratio_text(-1.0), ratio_text(6.0), ratio_text(-7.3)
    ('1.2', '0.50', '64', '0.0063')
    """
    factor = 2.0**log_ratio
    if factor >= 10:
        return f"{factor:,.0f}"
    return f"{factor:.1f}" if factor >= 0.995 else f"{factor:.2f}" if factor >= 0.095 else f"{factor:.2g}"
