"""Verdicts: what differs between groups by more than chance deals out, with the unit, the size and the floor of each.

Every kind (words, themes, pairs, the whole) is one family: its p-values are adjusted so that under the hypothesis of no
difference at most 5 % of corpora have any told verdict of that kind.
"""

from itertools import combinations

import numpy as np
import pandas as pd

from analysis.measures.frequency import PER
from analysis.measures.permutation import (
    DRAWS,
    FEWER_DRAWS,
    FEWER_PAIR_DRAWS,
    HOPELESS_DRAWS,
    PAIR_DRAWS,
    SLACK,
    WIDE,
    deals,
    group_sums,
    holm,
    max_t,
    standard_scores,
)
from analysis.measures.similarity import jensen_shannon
from analysis.measures.units import (
    SEED,
    Units,
    attainable_p,
    could_be_told,
    dense,
    scaled,
    smallest_p,
    unit_difference,
    unit_log_ratio,
    unit_share,
    unit_spread,
)  # fmt: skip
from analysis.mistakes import TooSmall

ALPHA = 0.05
MOST = 5_000  # words tested: those most used; Tarone's rule leaves out most of them
COLUMNS = [
    "kind", "group", "other", "term", "direction", "effect", "low", "high", "unit", "units", "p", "floor", "told"
]  # fmt: skip
TEST_COLUMNS = [
    "strategy", "term", "count", "total", "rest", "rest_total", "share", "rest_share", "effect", "low", "high",
    "direction", "statistic", "p", "floor", "enters", "told", "p_within", "told_within", "unit", "units",
]  # fmt: skip
CANNOT = "cannot tell"
WIDE_TEXT = WIDE // 10  # units x words: of the tests of texts as wholes every word counts in every draw
MOST_UNITS = 2_000  # of which inner products are held: 32 MB
FLOAT_SLACK = 1e-6  # of sums in single precision


def word_tests(units: Units, *, most: int = MOST, draws: int | None = None, strata=None) -> pd.DataFrame:
    """Every group against the rest in every word: `max_t` over all words that could be told.

    Parameters
    ----------
    units : Units
        Occurrences by unit.
    most : int
        Words tested; of a larger vocabulary those most used.
    draws : int, optional
        Arrangements, at most: 9,999, of a large corpus 1,999.
    strata : array of int, one a unit, optional
        Also shuffle within these only: the second verdict, beside that of the free shuffle.

    Returns
    -------
    DataFrame
        A row a group and word: ``strategy, term, count, total, rest, rest_total, share, rest_share, effect`` (log2
        ratio of the shares, half an occurrence added), ``low, high`` (95 %, from the spread of the units; of what is
        told it ends at no difference where the spread alone would go beyond: the test excludes that side, and is
        wrong in this no more often than it tells falsely), ``direction`` (more, less), ``statistic, p`` (adjusted for
        all words and groups), ``floor`` (the least that p can be), ``enters`` (whether the smallest p it could have is
        small enough to be told, after Tarone), ``told, p_within, told_within`` (the same when shuffled within strata;
        missing and False without any), ``unit, units``. Of two groups the second mirrors the first: the test is one.
        Sorted by group, p, then the size of the statistic.

    Raises
    ------
    ValueError
        If there are fewer than two groups or units.
    """
    return _tests(units, unit_log_ratio, most, draws, strata, weighted=True)


def marking_terms(table: pd.DataFrame) -> pd.DataFrame:
    """Rows of `word_tests` that mark their group, the told first: two characters and more, said twice and more here."""
    rows = table[(table["direction"] == "more") & (table["count"] > 1) & (table["term"].str.len() > 1)]
    return rows.sort_values(["told", "statistic", "term"], ascending=[False, False, True], kind="stable")


def share_tests(units: Units, *, draws: int | None = None, strata=None) -> pd.DataFrame:
    """The same for themes: counts of sentences (or characters), and the effect is the difference of the shares.

    Themes are few and none is rare as words are: the largest statistic is taken, unweighted.
    """
    return _tests(units, unit_difference, len(units.terms), draws, strata)


def _tests(units, effect, most, draws, strata, *, weighted=False):
    need_units(units)
    count = np.asarray(units.values.sum(axis=0)).ravel()
    used = np.sort(np.argsort(-count, kind="stable")[:most])
    values = units.values[:, used]
    groups, members = len(units.groups), np.bincount(units.label, minlength=len(units.groups))
    holding = np.asarray((values > 0).sum(axis=0)).ravel()
    tested = 1 if groups == 2 else groups
    attainable = np.stack([attainable_p(holding, int(own), len(units.label)) for own in members[:tested]])
    entering = could_be_told(attainable, ALPHA)
    draws = min(draws or DRAWS, DRAWS if len(units.label) * entering.sum() < WIDE else FEWER_DRAWS)
    floor = smallest_p(units.label, draws)

    def shuffled(strata):
        scores, doubling = standard_scores(values, units.sizes, strata)
        options = {"doubling": doubling if weighted else None, "entering": entering, "draws": draws, "strata": strata}
        statistic, p = max_t(scores, units.label, groups, **options)
        p = np.maximum(p, floor)
        return (statistic, p) if groups > 2 else (np.vstack([statistic, -statistic]), np.vstack([p, p]))

    statistic, p = shuffled(None)
    inside, p_within = (statistic, np.full(p.shape, np.nan)) if strata is None else shuffled(strata)
    if groups == 2:
        entering = np.vstack([entering, entering])
    spread = unit_spread(values, units.sizes, units.label, groups)
    size, low, high = effect(spread)
    told, told_within = ((one <= ALPHA) & (np.sign(size) == np.sign(of))
                         for one, of in ((p, statistic), (p_within, inside)))  # fmt: skip
    low = np.where(told & (size > 0), np.maximum(low, 0.0), low)  # the test excludes what lies beyond no difference
    high = np.where(told & (size < 0), np.minimum(high, 0.0), high)
    terms, cell = len(used), np.arange(groups * len(used))
    table = pd.DataFrame({"strategy": units.groups.repeat(terms), "term": np.tile(units.terms[used], groups)})
    table = table.assign(
        **{name: np.rint(np.broadcast_to(value, size.shape).ravel()).astype("int64") for name, value in (
            ("count", spread.count), ("total", spread.total), ("rest", spread.rest),
            ("rest_total", spread.rest_total))},
        share=(spread.count / spread.total).ravel(), rest_share=(spread.rest / spread.rest_total).ravel(),
        effect=size.ravel(), low=low.ravel(), high=high.ravel(),
        direction=np.where(size.ravel() > 0, "more", "less"), statistic=statistic.ravel(), p=p.ravel(),
        floor=floor, enters=entering.ravel(), told=told.ravel(),
        p_within=p_within.ravel(), told_within=told_within.ravel(), unit=units.unit, units=len(units.label),
    )  # fmt: skip
    order = np.lexsort((cell, -np.abs(statistic.ravel()).round(9), p.ravel(), cell // terms))
    return table.iloc[order].reset_index(drop=True)[TEST_COLUMNS]


def pair_tests(units: Units, *, draws: int | None = None) -> pd.DataFrame:
    """How unlike each pair of groups is, held against units dealt at random to the two.

    Short texts are never identical even if they speak of the same: two random halves of one speech differ too. ``p`` is
    one-sided, "less alike than shuffled", and adjusted (Holm) over all pairs and both measures. Of two groups with more
    than `MOST_UNITS` units a random sample is taken, whose size stands in ``units``.

    Parameters
    ----------
    units : Units
        Occurrences by unit.
    draws : int, optional
        Arrangements a pair, at most: 2,999 or for many pairs up to 9,999, of large texts 999, of pairs none of which
        could be told 99.

    Returns
    -------
    DataFrame
        ``strategy, other, measure`` (cosine, jensen_shannon), ``value, baseline`` (median of the shuffles), ``low,
        high`` (their central 95 %), ``p_single`` (of the pair alone), ``p`` (adjusted), ``floor`` (of p), ``told,
        unit, units``. Measures in turn, one row a pair.

    Raises
    ------
    ValueError
        If there are fewer than two groups or units.

    Examples
    --------
    >>> values = np.repeat([[5.0, 0], [0, 5]], 4, axis=0)
    >>> units = Units("paragraph", pd.Index(list("东西")), np.repeat([0, 1], 4), values, np.full(8, 5.0), list("江海"))
    >>> pair_tests(units)[["measure", "value", "baseline", "told"]].round(3).values.tolist()
    [['cosine', 0.0, 1.0, False], ['jensen_shannon', 1.0, 0.0, False]]
    """
    need_units(units)
    pairs = list(combinations(range(len(units.groups)), 2))
    rows = []
    for one, other in pairs:
        chosen = _chosen(units.label, [one, other])
        part, mark = units.values[chosen], units.label[chosen]
        part = part[:, np.asarray(part.sum(axis=0)).ravel() > 0]
        number = min(draws or DRAWS, _pair_draws(len(mark) * part.shape[1], len(pairs)))
        hopeless = smallest_p(mark, number) > ALPHA or 2 * len(pairs) > ALPHA * (number + 1)
        number = HOPELESS_DRAWS if hopeless and not draws else number
        part = dense(part).astype(np.float32)
        whole, products, first = part.sum(axis=0), _products(part.astype(float)), mark == one
        value = _alike(first[None], part, whole, products).ravel()
        exact = value[0], jensen_shannon(part[first].sum(axis=0), part[~first].sum(axis=0))
        blocks = deals(mark, number, 4 * part.shape[1])
        drawn = np.concatenate([_alike(block == one, part, whole, products) for block in blocks], axis=1)
        unlike = (drawn[0] <= value[0] + FLOAT_SLACK).sum(), (drawn[1] >= value[1] - FLOAT_SLACK).sum()
        for kind, name in enumerate(("cosine", "jensen_shannon")):
            low, middle, high = np.quantile(drawn[kind], [0.025, 0.5, 0.975])
            floor = smallest_p(mark, number)
            p = max((1 + unlike[kind]) / (1 + number), floor)  # few draws may miss the arrangements that are as extreme
            rows.append((kind, one, other, name, exact[kind], middle, low, high, p, floor, len(mark)))
    rows.sort(key=lambda row: row[:3])
    names = ["measure", "value", "baseline", "low", "high", "p_single", "floor", "units"]
    table = pd.DataFrame([row[3:] for row in rows], columns=names).astype({"measure": "str"})
    table.insert(0, "strategy", units.groups[[row[1] for row in rows]])
    table.insert(1, "other", units.groups[[row[2] for row in rows]])
    table.insert(table.columns.get_loc("floor"), "p", holm(table["p_single"]))
    table["floor"] = np.minimum(table["floor"] * len(table), 1)  # of the adjusted p, which is what is compared
    table["told"], table["unit"] = table["p"] <= ALPHA, units.unit
    return table


def whole_tests(units: Units, *, draws: int | None = None, strata=None) -> pd.DataFrame:
    """Do the groups differ at all: two statistics of the whole table, held against units dealt at random.

    ``inertia`` is chi²/N of the table groups x terms, what the map of correspondence draws. ``permanova`` is R², the
    share of the squared Hellinger distances between units that lies between groups (Anderson's pseudo-F is a monotone
    function of it). ``p`` is one-sided and adjusted (Holm) for the two. Of more than `MOST_UNITS` units a random
    sample is taken, whose size stands in ``units``.

    Parameters
    ----------
    units : Units
        Occurrences by unit.
    draws : int, optional
        Arrangements, at most: 9,999, of large texts 999.
    strata : array of int, one a unit, optional
        As in `word_tests`.

    Returns
    -------
    DataFrame
        ``statistic, value, baseline, low, high, p_single`` (alone), ``p`` (adjusted), ``floor`` (of p), ``told,
        p_within`` (adjusted, when units are shuffled within `strata` only), ``told_within, unit, units, draws``.

    Raises
    ------
    ValueError
        If there are fewer than two groups or units.

    References
    ----------
    Anderson, M. J. (2001). A new method for non-parametric multivariate analysis of variance. Austral
    Ecology 26, 32-46.

    Examples
    --------
    >>> values = np.repeat([[5.0, 0], [0, 5]], 4, axis=0)
    >>> units = Units("paragraph", pd.Index(list("东西")), np.repeat([0, 1], 4), values, np.full(8, 5.0), list("江海"))
    >>> whole_tests(units)[["statistic", "value"]].round(3).values.tolist()
    [['inertia', 1.0], ['permanova', 1.0]]
    """
    need_units(units)
    chosen = _chosen(units.label, list(range(len(units.groups))))
    values, label, size, groups = units.values[chosen], units.label[chosen], units.sizes[chosen], len(units.groups)
    used = np.asarray(values.sum(axis=0)).ravel()
    values, used = values[:, used > 0], used[used > 0]
    counts = np.asarray(values.sum(axis=1)).ravel()
    # both statistics are sums of squares of sums over groups: of counts over the root of the words' totals, and of
    # roots of shares less their mean; a table of products of units holds all that
    products = _products(scaled(values, 1 / np.sqrt(used)[None]))
    roots = _products(np.sqrt(scaled(values, 1 / size[:, None])))
    roots = roots - roots.mean(axis=0) - roots.mean(axis=1)[:, None] + roots.mean()
    members, spread = np.bincount(label, minlength=groups), max(float(np.trace(roots)), SLACK)

    def inside(block, products, weight):
        """Products of the units of a group, each divided by the weight of its group."""
        sums = group_sums(block, groups, products).reshape(len(block), groups, -1)
        own = np.take_along_axis(sums, block[:, None], axis=1)[:, 0]
        return (own / np.take_along_axis(weight, block, axis=1)).sum(axis=1)

    def statistics(block):
        totals = group_sums(block, groups, counts).reshape(len(block), groups)
        inertia = inside(block, products, totals) - 1
        return np.stack([inertia, inside(block, roots, np.tile(members, (len(block), 1))) / spread])

    draws = min(draws or DRAWS, DRAWS if np.prod(values.shape) < WIDE_TEXT else FEWER_PAIR_DRAWS)
    own, floor = statistics(label[None])[:, 0], smallest_p(label, draws)

    def shuffled(strata):
        blocks = deals(label, draws, (groups + 3) * len(label), strata=strata)
        drawn = np.concatenate([statistics(block) for block in blocks], axis=1)
        p = (1 + (drawn >= own[:, None] - SLACK).sum(axis=1)) / (1 + draws)
        return drawn, np.maximum(p, floor)

    drawn, p = shuffled(None)
    within = np.full(2, np.nan) if strata is None else holm(shuffled(strata[chosen])[1])
    low, middle, high = np.quantile(drawn, [0.025, 0.5, 0.975], axis=1)
    table = pd.DataFrame({"statistic": ["inertia", "permanova"], "value": own, "baseline": middle, "low": low})
    table = table.assign(high=high, p_single=p, p=holm(p), floor=min(2 * floor, 1))
    return table.assign(told=table["p"] <= ALPHA, p_within=within, told_within=within <= ALPHA, unit=units.unit,
                        units=len(label), draws=draws)  # fmt: skip


def with_intervals(table: pd.DataFrame, units: Units, *, name="term", share="per_10k", per=PER) -> pd.DataFrame:
    """A table of shares by group and term with 95 % intervals from the units behind its column `share`.

    Percentiles of a bootstrap over 4 paragraphs cover 51 to 56 %; these take the t of few units, and are never empty.
    Of one group alone the inflation is that of its own units.
    """
    spread = unit_spread(units.values, units.sizes, units.label, len(units.groups))
    freedom = np.maximum(spread.units + spread.rest_units - 2, 1)
    low, high = unit_share(spread.count, spread.total, spread.inflation, freedom)
    row = units.groups.get_indexer(table["strategy"])
    column = pd.Index(units.terms).get_indexer(table[name].astype("object"))
    inside = (row >= 0) & (column >= 0)  # a theme that nobody carries has no column: its share may yet be above 0
    nothing = unit_share(0, spread.total[row, 0], 1.0, freedom[row, 0])
    table, place = table.copy(), table.columns.get_loc(share)
    for key, limit, other in (("high", high, nothing[1]), ("low", low, nothing[0])):
        table.insert(place + 1, key, per * np.where(inside, limit[row, column], other))
    return table


def gather_verdicts(words=None, themes=None, pairs=None, whole=None) -> pd.DataFrame:
    """All verdicts, a row each.

    Parameters
    ----------
    words, themes, pairs, whole : DataFrame, optional
        From `word_tests`, `share_tests`, `pair_tests`, `whole_tests`.

    Returns
    -------
    DataFrame
        ``kind`` (word, theme, pair, overall), ``group, other`` (the other of a pair; empty against all the rest),
        ``term`` (word, theme, measure or statistic), ``direction`` (more, less, differ), ``effect, low, high`` (word:
        log2 ratio; theme: difference of shares, 0..1; pair and overall: the value beyond the median of the shuffles,
        no interval), ``unit, units, p`` (adjusted within the kind), ``floor, told``. Of two groups a word or theme has
        one row, the first group's.
    """
    parts = []
    for kind, table in (("word", words), ("theme", themes)):
        if table is not None and len(table):
            table = table.rename(columns={"theme": "term"})
            own = table[table["strategy"] == table["strategy"].iloc[0]] if table["strategy"].nunique() == 2 else table
            other = str(table.loc[table["strategy"] != own["strategy"].iloc[0], "strategy"].iloc[0]) if (
                len(own) < len(table)) else ""  # fmt: skip
            parts.append(own.assign(kind=kind, group=own["strategy"].astype("object"), other=other))
    for kind, table, name in (("pair", pairs, "measure"), ("overall", whole, "statistic")):
        if table is not None and len(table):
            beyond = table.assign(kind=kind, term=table[name], direction="differ", low=np.nan, high=np.nan,
                                  effect=table["value"] - table["baseline"])  # fmt: skip
            group = table["strategy"].astype("object") if kind == "pair" else ""
            parts.append(beyond.assign(group=group, other=table["other"].astype("object") if kind == "pair" else ""))
    if not parts:
        return pd.DataFrame(columns=COLUMNS).astype({"told": bool})
    return pd.concat([part[COLUMNS] for part in parts], ignore_index=True).astype({"told": bool, "term": "object"})


def both_sides(verdicts: pd.DataFrame) -> pd.DataFrame:
    """The verdicts on words and themes from the side of every group, other kinds left out.

    Of two groups a verdict is one row, with the second as ``other``: it gets a row of its own. Against all the rest
    (no ``other``) a row stays single.

    Examples
    --------
    >>> row = ["word", "东", "西", "海", "more", 2.0, 1.0, 3.0, "document", 10, 0.01, 0.004, True]
    >>> both_sides(pd.DataFrame([row], columns=COLUMNS))[["group", "direction", "effect", "low"]].values.tolist()
    [['东', 'more', 2.0, 1.0], ['西', 'less', -2.0, -3.0]]
    """
    own = verdicts[verdicts["kind"].isin(["word", "theme"])]
    of_two = own[own["other"].astype(str) != ""]
    direction = of_two["direction"].map({"more": "less", "less": "more"})
    turned = of_two.assign(group=of_two["other"], other=of_two["group"], direction=direction,
                           effect=-of_two["effect"], low=-of_two["high"], high=-of_two["low"])  # fmt: skip
    return pd.concat([own, turned], ignore_index=True)


def judge_keyness(keyness: pd.DataFrame, words: pd.DataFrame) -> pd.DataFrame:
    """The statistics of the tokens in `keyness.compare`, which describe, with the verdict of the units.

    ``verdict`` (more, less or cannot tell) is that of `word_tests`, and so are ``unit_low, unit_high`` (log2 ratio),
    ``unit_p, floor, enters``.
    """
    own = words.set_index([words["strategy"].astype("object"), "term"])
    own = own.reindex(pd.MultiIndex.from_arrays([keyness["strategy"].astype("object"), keyness["term"]]))
    told = own["told"].eq(True).to_numpy()
    return keyness.assign(
        verdict=np.where(told, own["direction"], CANNOT), unit_low=own["low"].to_numpy(),
        unit_high=own["high"].to_numpy(), unit_p=own["p"].fillna(1.0).to_numpy(),
        floor=own["floor"].max(), enters=own["enters"].eq(True).to_numpy(),
    )  # fmt: skip


def _pair_draws(cells, pairs):
    """Fewer for large texts, and of many pairs so many that Holm's correction leaves room to tell one."""
    return min(max(PAIR_DRAWS if cells < WIDE_TEXT else FEWER_PAIR_DRAWS, 80 * pairs), DRAWS)


def need_units(units: Units) -> None:
    """Refuse what cannot be compared.

    Raises
    ------
    ValueError
        If there are fewer than two groups with words.
    """
    groups = len(np.unique(units.label))
    if groups < 2 or groups < len(units.groups):
        raise TooSmall("one_group", group=units.groups[0] if len(units.groups) else "")


def _chosen(label, wanted):
    """Places of the units of the groups wanted, no more than inner products can be held of.

    Of more a random sample: small groups whole, of the others as many each.
    """
    sizes = np.bincount(label, minlength=max(wanted) + 1)[wanted]
    shares = np.arange(1, MOST_UNITS + 1)
    most = max(shares[np.minimum(sizes[:, None], shares).sum(axis=0) <= MOST_UNITS], default=1)
    generator = np.random.default_rng(SEED)
    own = (np.flatnonzero(label == group) for group in wanted)
    return np.sort(np.concatenate([
        place if len(place) <= most else generator.choice(place, most, replace=False) for place in own
    ]))  # fmt: skip


def _alike(chosen, part, whole, products):
    """Cosine and Jensen-Shannon divergence (bits) of the units chosen and of the others, an arrangement a row."""
    one, other = chosen.astype(float), (~chosen).astype(float)
    both = np.einsum("ij,ij->i", one @ products, other)
    lengths = (np.einsum("ij,ij->i", side @ products, side) for side in (one, other))
    cosine = both / np.sqrt(np.prod(list(lengths), axis=0))
    first = chosen.astype(np.float32) @ part  # whole numbers: exact
    second = whole - first
    first /= first.sum(axis=1, keepdims=True)
    second /= second.sum(axis=1, keepdims=True)
    divergence = (_negative_entropy(first) + _negative_entropy(second)) / 2 - _negative_entropy((first + second) / 2)
    return np.stack([cosine, np.clip(divergence, 0, 1)])


def _negative_entropy(shares):
    return np.einsum("ij,ij->i", shares, np.log2(shares + np.float32(1e-30)))


def _products(values):
    """Inner products of the rows."""
    return dense(values @ values.T)
