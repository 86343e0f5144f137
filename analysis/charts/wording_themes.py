"""Fixed texts of the charts of themes in Chinese and English: one row a text (:mod:`analysis.charts.wording`)."""

TEXTS = {
    "theme_rule": (
        "以句为单位，一句可属多个主题，也可不属任何主题，故一列之和不是 100%；编码词典见 data/words/themes.csv。",
        "The unit is the sentence; a sentence may carry several themes or none, so a column does not sum to 100%. "
        "Coded with the dictionary data/words/themes.csv.",
    ),
    "theme_cell": (
        "格内：占比与“谈到该主题的句数/总句数”。色标从 0 起。",
        "In the cells: share and sentences on the theme / all sentences. The colour scale begins at 0.",
    ),
    "theme_small": (
        "每{piece}句数不多：一句之差即 {low}–{high} 个百分点。",
        "The {pieces} are short: one sentence more or less is {low}–{high} percentage points.",
    ),
    "theme_small_one": (
        "每{piece}句数不多：一句之差即 {low} 个百分点。",
        "The {pieces} are short: one sentence more or less is {low} percentage points.",
    ),
    "weight_rule": (
        "只有落在主题用语之内的计数词，其 TF-IDF 权重（idf 按段落计算）才归入该主题，"
        "属多个主题时平分，其余为“不属任何主题”；"
        "各列之和为 100%。词典见 data/words/themes.csv。",
        "The TF-IDF weight of a word counted (idf over paragraphs) goes to a theme only where the word lies within "
        "wording of that theme, in equal parts if there are several; the rest is (no theme). A column sums to 100%. "
        "Dictionary: data/words/themes.csv.",
    ),
    "share_band": (
        "线为占比，浅色带为 95% 威尔逊区间（把句子当作独立抽取）；各小图纵轴相同。",
        "Lines: share; pale bands: 95% Wilson intervals (they take sentences as independent draws). All panels have "
        "the same scale.",
    ),
    "spread_title": (
        "差别最大的主题是“{theme}”：{high}最多，{high_share}%，{low}最少，{low_share}%",
        'The themes differ most in "{theme}": {high} {high_share}%, {low} {low_share}%',
    ),
    "spread_title_weight": (
        "按 TF-IDF 权重，差别最大的主题是“{theme}”：{high} {high_share}%，{low} {low_share}%",
        'By TF-IDF weight, the themes differ most in "{theme}": {high} {high_share}%, {low} {low_share}%',
    ),
    "spread_title_tied": (
        "差别最大的主题是“{theme}”：最高 {high_share}%（{high}），最低 {low_share}%（{low}）",
        'The themes differ most in "{theme}": {high_share}% at most ({high}), {low_share}% at least ({low})',
    ),
    "spread_title_weight_tied": (
        "按 TF-IDF 权重，差别最大的主题是“{theme}”：最高 {high_share}%（{high}），最低 {low_share}%（{low}）",
        'By TF-IDF weight, the themes differ most in "{theme}": {high_share}% at most ({high}), {low_share}% at least '
        "({low})",
    ),
    "groups_n": ("{n} {unit}{kind}", "{n} {kinds}"),
    "spread_none": (
        "各{kind}的主题占比没有差别",
        "The shares of the themes are the same in all {kinds}",
    ),
    "single_theme_title": (
        "{name}谈得最多的主题是“{theme}”：{share}%",
        '{name} speaks most of "{theme}": {share}%',
    ),
    "alt_heat": (
        "热图：{rows} 个主题 × {columns} {unit}{kind}，占比（%）。",
        "Heat map: {rows} themes by {columns} {kinds}, per cent. ",
    ),
    "alt_times": (
        "折线图：{rows} 个主题各一幅，横轴为 {columns} {unit}{kind}，纵轴为占比（%）。",
        "Lines: a panel for each of {rows} themes, {columns} {kinds} across, per cent upwards. ",
    ),
}
