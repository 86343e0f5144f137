"""The plain way: what a careful user would write in an afternoon instead of using this project.

    python benchmarks/plain.py DOCUMENT FOLDER     counts, TF-IDF and six pictures
    python benchmarks/plain.py DOCUMENT            counts and TF-IDF only
    python benchmarks/plain.py --count FOLDER      the same for a corpus: FOLDER/GROUP/*.txt

Lines are joined with nothing between them, jieba cuts, Counter counts, TfidfVectorizer weighs, matplotlib and
wordcloud draw. It uses nothing of the project: it is the yardstick that BENCHMARKS.md measures against.
"""

import importlib.util
import re
import sys
from collections import Counter
from pathlib import Path

import jieba
from sklearn.feature_extraction.text import TfidfVectorizer

REGIONS = {"长三角": "长三角", "长江经济带": "长江", "中部": "中部", "西部": "西部"}
HAN_WORD = re.compile("[\u4e00-\u9fff]{2,}")


def read_groups(document):
    """Sort paragraphs by the region they name most often; one that names none goes with the paragraph before."""
    groups, region, paragraph = {}, next(iter(REGIONS)), ""
    for line in [*Path(document).read_text(encoding="utf-8").splitlines(), ""]:
        paragraph += line.strip()
        if line.strip() or not paragraph.endswith("。"):
            continue
        hits = {name: paragraph.count(mark) for name, mark in REGIONS.items()}
        if any(hits.values()):
            region = max(hits, key=hits.get)
        groups[region] = groups.get(region, "") + paragraph
        paragraph = ""
    return groups


def read_folder(folder):
    """The texts of each folder in a folder, its files one after the other."""
    groups = sorted(path for path in Path(folder).iterdir() if path.is_dir() and not path.name.startswith("."))
    return {
        group.name: "\n".join(path.read_text(encoding="utf-8") for path in sorted(group.glob("*.txt")))
        for group in groups
    }


def count(groups):
    """Return the words of each group with their counts, the TF-IDF weights (groups x terms) and the terms."""
    words = {name: [word for word in jieba.cut(text) if HAN_WORD.fullmatch(word)] for name, text in groups.items()}
    weigher = TfidfVectorizer(analyzer=words.get)
    weights = weigher.fit_transform(list(words)).toarray()
    return {name: Counter(found) for name, found in words.items()}, weights, weigher.get_feature_names_out()


def draw(counts, weights, terms, folder):
    """Bars of counts and of weights for each group, the weights as a heat map, and one cloud of all words."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import font_manager, pyplot
    from wordcloud import WordCloud

    font = find_font()
    font_manager.fontManager.addfont(font)
    pyplot.rcParams["font.family"] = font_manager.FontProperties(fname=font).get_name()
    folder.mkdir(parents=True, exist_ok=True)
    for (name, counter), row in zip(counts.items(), weights, strict=True):
        figure, (left, right) = pyplot.subplots(ncols=2, figsize=(11, 5))
        often = list(reversed(counter.most_common(20)))
        left.barh([word for word, _ in often], [number for _, number in often])
        heavy = row.argsort()[-20:]
        right.barh(terms[heavy], row[heavy])
        save(figure, folder / f"{name}.png")
    figure, axes = pyplot.subplots(figsize=(9, 5))
    axes.imshow(weights[:, :30], aspect="auto")
    axes.set_xticks(range(30), terms[:30], rotation=90)
    save(figure, folder / "weights.png")
    cloud = WordCloud(font_path=font, width=1200, height=800, random_state=1)
    cloud.generate_from_frequencies(sum(counts.values(), Counter())).to_file(folder / "cloud.png")


def save(figure, path):
    """Write a figure at 150 dots an inch and forget it."""
    from matplotlib import pyplot

    figure.savefig(path, dpi=150)
    pyplot.close(figure)


def find_font():
    """Return the path of the font file that zhplot ships."""
    return str(Path(importlib.util.find_spec("zhplot").origin).parent / "fonts" / "NotoSansSC-Regular.ttf")


def main(document, folder=None):
    """Do it all and say what came out."""
    if document == "--count":
        counts, weights, terms = count(read_folder(folder))
    else:
        counts, weights, terms = count(read_groups(document))
    if folder and document != "--count":
        draw(counts, weights, terms, Path(folder))
    print(f"{sum(map(Counter.total, counts.values()))} words, {len(terms)} terms, {len(counts)} groups")


if __name__ == "__main__":
    main(*sys.argv[1:])
