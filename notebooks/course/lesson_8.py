# Lesson 8. Both languages; built by `python run.py renew`.

# %% [markdown] lang="zh"
"""
# 第 8 课　一张图，一段话

**问题：一个陌生人能核对我写的吗？**

**新概念：** 图注（数从哪里来）；出处（哪篇、哪天、哪一行）；分寸（能说到哪里）。

## 开始（5 分钟）

合上电脑。讲义上有两段话，各有一个数。哪一段你能核对？缺了什么？
"""

# %% [markdown] lang="en"
"""
# Lesson 8　One chart, one paragraph

**Question: can a stranger check what I write?**

**New ideas:** the caption (where numbers come from); the source (which speech, day and line); the limit (how far one may go).

## Starter (5 minutes)

Computers closed. The handout has two paragraphs with a number each. Which can you check? What is missing?
"""

# %%
import sys

sys.path.insert(0, "../../..")  # PROJECT
from analysis import charts
from analysis.course import check, progress, show, start
from analysis.results import Results

start("LANGUAGE")
results = Results()

# %% [markdown] lang="zh"
"""
## 动手（25 分钟）

### 选词，画图

选两个词。词是你选的，要写明怎样选的。
"""

# %% [markdown] lang="en"
"""
## Work (25 minutes)

### Choose words, draw

Choose two words. It was you who chose them: say how.
"""

# %%
my_terms = ["生态环境", "科技创新"]
chart = charts.compare_terms(results, terms=my_terms)
chart.draw("LANGUAGE")

# %% [markdown] lang="zh"
"""
**看到：** 一个点是一项战略的频率，一条线是区间。线是否重叠不算检验：分不分得出，看下一格的最后一列。把词换成你的；写错的词，程序会说“文中没有”。

### 图里的数

别人要核对，就要这张表。
"""

# %% [markdown] lang="en"
"""
**What we see:** a dot is the rate of a strategy, a line its interval. Whether lines overlap is no test: what can be told stands in the last column of the next cell. Put in words of your own; one that is misspelt is named.

### The numbers of the chart

Whoever checks it needs this table.
"""

# %%
tests = charts.keyness_forest(results, terms=my_terms).table
numbers = chart.table.merge(tests[["strategy", "term", "told"]], how="left")
show(numbers[["strategy", "term", "count", "per_10k", "low", "high", "told"]].round(1))

# %% [markdown] lang="zh"
"""
**看到：** “生态环境”在长江经济带 6 次，每万词 204.1 次；区间很宽，同其余三篇相比也分不出。

### 图注

图注说数从哪里来：总词数、区间、公式、停用词。照抄就行。
"""

# %% [markdown] lang="en"
"""
**What we see:** 生态环境 6 times in the Belt, 204.1 per 10,000 words; its interval is wide, and the test cannot tell it from the rest.

### The caption

The caption says where the numbers come from: totals, interval, formula, stop words. Copy it as it is.
"""

# %%
print(chart.say("LANGUAGE").caption)

# %% [markdown] lang="zh"
"""
**看到：** 有了它，别人不用问你就知道怎么算的。

### 从数回到原句

选图里的一个数，找出它背后的句子；再交给邻座，让他按行号在原文里找到。
"""

# %% [markdown] lang="en"
"""
**What we see:** with it nobody has to ask you how it was computed.

### From the number back to its sentences

Choose a number of the chart and find the sentences behind it; then give it to your neighbour, who finds them in the document by their lines.
"""

# %%
behind = results.speeches[results.speeches["text"].str.contains("新质生产力")]
show(behind[["strategy", "date", "start_line", "end_line"]])

# %% [markdown] lang="zh"
"""
**看到：** 这一句在原文第 86 到 87 行，2024 年 3 月，中部。有了日期和行号，陌生人就能核对。

## 练习（10 分钟）

**1.** “要以科技创新引领产业创新”这一句从原文第几行开始？
"""

# %% [markdown] lang="en"
"""
**What we see:** the sentence stands in lines 86 to 87 of the document, March 2024, Central China. With date and lines a stranger can check it.

## Exercises (10 minutes)

**1.** In which line of the document does the sentence 要以科技创新引领产业创新 begin?
"""

# %%
my_line = None  # answer: 86
check("L8.1", my_line)

# %% [markdown] lang="zh"
"""
**2.** 数表里“科技创新”的四行，最后一列都是 False。标题该写“更多”“更少”还是“分不出”？
"""

# %% [markdown] lang="en"
"""
**2.** In the table the last column is False in all four rows of 科技创新. Should the title say more, less, or cannot be told?
"""

# %% lang="zh"
my_verdict = None  # answer: "分不出"
check("L8.2", my_verdict)

# %% lang="en"
my_verdict = None  # answer: "cannot be told"
check("L8.2", my_verdict)

# %% [markdown] lang="zh"
"""
**3.** 写一段话，八十个字以内，配你的图：要有一个数、出处和分寸。
"""

# %% [markdown] lang="en"
"""
**3.** Write a paragraph for your chart, forty words at most: with a number, the source and a limit.
"""

# %% lang="zh"
my_paragraph = None  # answer: "讲话摘录里，“生态环境”在长江经济带出现 6 次，同其他三篇分不出高下。"
check("L8.3", my_paragraph)

# %% lang="en"
my_paragraph = None  # answer: "In these excerpts the Belt has 生态环境 6 times; it cannot be told from the others."
check("L8.3", my_paragraph)

# %% [markdown] lang="zh"
"""
## 收尾（5 分钟）

把图和段落贴到墙上。每人核对一张，写上“核对过，第几行”，或者缺了什么。写上座位号，交作业。
"""

# %% [markdown] lang="en"
"""
## Closing (5 minutes)

Put charts and paragraphs on the wall. Everybody checks one, and writes “checked, line …” on it, or what is missing. Write the number of your seat to hand in.
"""

# %%
my_seat = None
progress(my_seat)

# %% [markdown] lang="zh" part="handout"
"""
# 第 8 课讲义　一张图，一段话

座位号：＿＿＿＿＿　　同座：＿＿＿＿＿

## 一、哪一段能核对？

甲：“讲话大量提到生态环境，说明十分重视。”

乙：“2023 年 10 月讲话的摘录里，‘生态环境’出现 6 次；同其他三篇相比，检验分不出高下。”

甲缺：＿＿＿＿＿＿＿＿＿＿＿＿　乙缺：＿＿＿＿＿＿＿＿＿＿＿＿

## 二、我的图

词：＿＿＿＿＿、＿＿＿＿＿　怎样选的：＿＿＿＿＿＿＿＿＿＿＿＿

标题（发现，或“分不出”）：＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿

## 三、我的八十个字

＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿

＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿

## 四、邻座核对

| 数 | 在原文第几行 | 核对的人 | 缺什么 |
|---|---|---|---|
| | | | |

## 五、记住

- 一个数、一个出处、一句分寸。
- 只写文本里看得见的，不写重视、态度、成效。
"""

# %% [markdown] lang="en" part="handout"
"""
# Lesson 8, handout　One chart, one paragraph

Seat: ________　　With: ________

## 1. Which can be checked?

A: “The speech speaks a great deal of the environment, which shows how much it is valued.”

B: “In the excerpts of the speech of October 2023, 生态环境 occurs 6 times; the test cannot tell more or less in comparison with the other three.”

A lacks: ____________　B lacks: ____________

## 2. My chart

Words: ________, ________　how chosen: ____________________

Title (a finding, or “cannot be told”): ____________________

## 3. My forty words

______________________________________________________________

______________________________________________________________

## 4. Checked by my neighbour

| number | line of the document | checked by | what is missing |
|---|---|---|---|
| | | | |

## 5. To remember

- A number, a source, a limit.
- Write only what the text shows: not value, attitude or effect.
"""

# %% [markdown] lang="zh" part="slides"
"""
# 第 8 课　一张图，一段话

一个陌生人能核对我写的吗？

## 哪一段能核对？

甲还是乙？缺了什么？

## 图

标题说发现，横轴有单位，图注说怎么算的

## 从数回到原句

一个数 → 哪一句 → 原文第几行

## 八十个字

一个数、一个出处、一句分寸

## 收尾

贴上墙，互相核对：**第几行？**
"""

# %% [markdown] lang="en" part="slides"
"""
# Lesson 8　One chart, one paragraph

Can a stranger check what I write?

## Which can be checked?

A or B? What is missing?

## The chart

A title that says the finding, an axis with its unit, a caption that says how

## From the number back to its sentences

A number → which sentence → which line

## Forty words

A number, a source, a limit

## Closing

On the wall: check one another. **Which line?**
"""

# %% [markdown] lang="zh" part="teacher"
"""
# 第 8 课　一张图，一段话：教师用页

## 目标

学生做出一张有图注的图，写一段八十个字以内、陌生人能核对的话；能替别人核对一个数。

## 时间

| 分钟 | 做什么 | 学生手里 |
|---|---|---|
| 5 | 甲和乙，缺什么 | 讲义一 |
| 15 | 图，数，图注 | 笔记本，讲义二 |
| 10 | 回到原句，同邻座互换 | 笔记本，讲义四 |
| 10 | 练习三题，写段落 | 笔记本，讲义三 |
| 5 | 贴上墙，交作业 | 讲义五 |

## 容易出错的地方

- 先看图再挑词：请写明看过几个词。
- 标题写“更多”，检验却分不出。
- 段落里有“重视”“力度大”：提示会说只写看得见的。
- 找行号时从 0 数：原文从 1 数。

## 预期的回答

- 甲缺数、出处、分寸，还推到“重视”；乙缺长度（共多少词）。
- 评分用评分标准页，一段话 8 分，一张图 8 分。

## 没有电脑时

发一张印好的图和数表，学生写标题和八十个字，再用印好的原文核对。
"""

# %% [markdown] lang="en" part="teacher"
"""
# Lesson 8　One chart, one paragraph: teacher's page

## Aims

Students make a chart with its caption and write a short paragraph that a stranger can check; they check a number for somebody else.

## Timing

| minutes | what | in hand |
|---|---|---|
| 5 | A and B: what is missing | handout 1 |
| 15 | chart, numbers, caption | notebook, handout 2 |
| 10 | back to the sentences, swap with a neighbour | notebook, handout 4 |
| 10 | three exercises, the paragraph | notebook, handout 3 |
| 5 | on the wall; hand in | handout 5 |

## What goes wrong

- The chart is looked at first and words picked after: ask how many words were looked at.
- The title says “more” and the test cannot tell.
- The paragraph speaks of value or effort: a hint says to write what the text shows.
- Lines are counted from 0; the document counts from 1.

## Answers to expect

- A lacks number, source and limit, and goes on to value; B lacks the length (of how many words).
- Mark by the rubric: 8 points for the paragraph, 8 for the chart.

## Without computers

Hand out a printed chart and its numbers; students write a title and the paragraph, then check them in the printed document.
"""
