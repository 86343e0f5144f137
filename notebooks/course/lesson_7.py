# Lesson 7. Both languages; built by `python run.py renew` (analysis/course/lessons.py says how to read this).

# %% [markdown] lang="zh"
"""
# 第 7 课　特别在哪里

**问题：每项战略有什么特别的词？其中有多少只是碰巧？**

**新概念：** idf（一个词有多少见）；段落作单位（24 段，不是 4 份）；名单同洗牌比（乱发的牌也有名单）。

## 开始（5 分钟）

合上电脑。四篇讲话，一个词只可能在 1、2、3 或 4 篇里出现。讲义上有四个词，查一查各在几篇里，填上公式。
"""

# %% [markdown] lang="en"
"""
# Lesson 7　What marks each

**Question: which words mark each strategy, and how many of them are chance?**

**New ideas:** idf (how rare a word is); paragraphs as units (24, not 4); a list held against shuffles (piles dealt at random have lists too).

## Starter (5 minutes)

Computers closed. With four speeches a word can stand in 1, 2, 3 or 4 of them. The handout has four words: find in how many speeches each stands, and fill in the formula.
"""

# %%
import sys

sys.path.insert(0, "../../..")  # PROJECT
from analysis.course import check, progress, show, start
from analysis.measures.tfidf import inverse_document_frequency
from analysis.results import Results

start("LANGUAGE")
results = Results(names="keep")
print(results.counts.shape)

# %% [markdown] lang="zh"
"""
**看到：** 4 篇讲话，531 个不同的词。

## 动手（25 分钟）

### 用四份文件算 idf

公式是 ln((4 + 1) / (几篇 + 1)) + 1。算出全部 531 个词的，看有几种不同的值。
"""

# %% [markdown] lang="en"
"""
**What we see:** 4 speeches and 531 different words.

## Work (25 minutes)

### The idf over four documents

The formula is ln((4 + 1) / (speeches + 1)) + 1. Compute it for all 531 words and see how many values there are.
"""

# %% lang="zh"
said = (results.counts > 0).sum()
four = inverse_document_frequency(results.counts).round(3)
show(four.groupby(said).agg(idf="first", 词数="size").rename_axis("几篇"))

# %% lang="en"
said = (results.counts > 0).sum()
four = inverse_document_frequency(results.counts).round(3)
show(four.groupby(said).agg(idf="first", different_words="size").rename_axis("in how many speeches"))

# %% [markdown] lang="zh"
"""
**看到：** 只有四种值：1.916、1.511、1.223、1.0。四篇都说的 19 个词全是 1.0，分不出谁更特别。这就是“平”：文件太少，idf 没有用。

### 用段落算

把 24 段当成 24 份，再算一次，看四篇都说的几个词。
"""

# %% [markdown] lang="en"
"""
**What we see:** four values only: 1.916, 1.511, 1.223 and 1.0. All 19 words of all four speeches have 1.0, and none is more special than another. That is “flat”: with so few documents idf is of no use.

### Over paragraphs

Take the 24 paragraphs for 24 documents, and look at some words that all four speeches use.
"""

# %%
common = results.idf[results.idf["term"].isin(said.index[said == 4])]
show(common.sort_values("idf").iloc[[0, 1, -2, -1]].round(2))

# %% [markdown] lang="zh"
"""
**看到：** 现在分得开了：到处都说的词 idf 小，只在几段里说的词 idf 大。

### 每项战略得分最高的词

次数乘以 idf，再按战略加起来，各取前三名。
"""

# %% [markdown] lang="en"
"""
**What we see:** now they part: small for words that stand everywhere, large for words of a few paragraphs.

### The words with the highest scores

Counts times idf, added up by strategy: the first three of each.
"""

# %%
scores = results.tfidf.groupby("strategy", observed=True).head(3)
show(scores[["strategy", "term", "count", "tfidf"]].round(1))

# %% [markdown] lang="zh"
"""
**看到：** 每项战略的前三名里都有地区自己的名字（如“中部地区崛起”“西部地区”），其余多是四篇都说的词（如“坚持”“加强”）。名单很好看，可是能信多少？

### 名单和洗牌

规则：在一篇里至少 3 次，而且勤到别处的 3 倍。真的四篇有几个词？把段落洗牌 200 次，乱发的四堆又有几个？
"""

# %% [markdown] lang="en"
"""
**What we see:** the first three of each hold the region's own name (such as 中部地区崛起 and 西部地区), and the others are mostly words of all four speeches (such as 坚持 and 加强). It is a fine list; how far can it be trusted?

### The list and the shuffles

The rule: at least 3 times in a speech, and 3 times as often as elsewhere. How many words do the real four have? And four piles of shuffled paragraphs, 200 times?
"""

# %%
import numpy as np

from analysis.course.trials import characteristic, deal_often

real = characteristic(results.counts, least=3, times=3).to_numpy().sum()
shuffled = deal_often(results.paragraph_counts, 200, seed=1, least=3, times=3)
print(real, np.quantile(shuffled, [0.025, 0.5, 0.975]).astype(int), (shuffled >= real).sum())

# %% [markdown] lang="zh"
"""
**看到：** 真的名单 33 个；乱发的四堆一般有 18 到 39 个，200 次里有 21 次不少于 33。名单里有许多词，随手发牌也会有。

## 练习（10 分钟）

**1.** 一个词在四篇里的两篇出现，按四份文件，idf 是多少（三位小数）？
"""

# %% [markdown] lang="en"
"""
**What we see:** the real list has 33; shuffled piles mostly have 18 to 39, and 21 of 200 have 33 or more. Many words of the list come by dealing at random, too.

## Exercises (10 minutes)

**1.** A word stands in two of the four speeches. What is its idf over four documents (three decimals)?
"""

# %%
my_idf = None  # answer: 1.511
check("L7.1", my_idf)

# %% [markdown] lang="zh"
"""
**2.** 把规则放宽：`least=2, times=2`。真的名单有几个词？改一改上面那一格，再运行。
"""

# %% [markdown] lang="en"
"""
**2.** Make the rule laxer: `least=2, times=2`. How many words has the real list? Change the box above and run it again.
"""

# %%
my_number = None  # answer: 91
check("L7.2", my_number)

# %% [markdown] lang="zh"
"""
**3.** 写一句话：这些“特征词”能信多少？要有一个数、出处和分寸。
"""

# %% [markdown] lang="en"
"""
**3.** Write a sentence: how far can these words be trusted? With a number, the source and a limit.
"""

# %% lang="zh"
my_sentence = None  # answer: "四篇讲话的名单有 33 个词，洗牌一般也有十几到三十几个，所以许多可能只是碰巧。"
check("L7.3", my_sentence)

# %% lang="en"
my_sentence = None  # answer: "The list of these speeches has 33 words, and many may be chance."
check("L7.3", my_sentence)

# %% [markdown] lang="zh"
"""
## 收尾（5 分钟）

每组从名单里挑一个词，说一说：它是名字，是碰巧，还是值得回到句子里看？写上座位号，交作业。
"""

# %% [markdown] lang="en"
"""
## Closing (5 minutes)

Each group picks a word of the list: is it a name, chance, or worth going back to its sentences? Write the number of your seat to hand in.
"""

# %%
my_seat = None
progress(my_seat)

# %% [markdown] lang="zh" part="handout"
"""
# 第 7 课讲义　特别在哪里

座位号：＿＿＿＿＿　　小组：＿＿＿＿＿

## 一、idf 手算

idf = ln((4 + 1) ÷ (几篇 + 1)) + 1

| 几篇 | (4 + 1) ÷ (几篇 + 1) | ln | idf |
|---|---|---|---|
| 1 | 5 ÷ 2 = 2.5 | 0.916 | |
| 2 | 5 ÷ 3 = 1.667 | 0.511 | |
| 3 | 5 ÷ 4 = 1.25 | 0.223 | |
| 4 | 5 ÷ 5 = 1 | 0 | |

| 词 | 在几篇里 | idf |
|---|---|---|
| 发展 | | |
| 长三角 | | |
| 生态环境 | | |
| 提升 | | |

## 二、名单

| | 真的名单 | 乱发的四堆 |
|---|---|---|
| 至少 3 次，3 倍 | | |
| 至少 2 次，2 倍 | | |

## 三、我们组的词

词：＿＿＿＿＿　□ 地区的名字　□ 可能是碰巧　□ 值得回到句子里看，因为＿＿＿＿＿＿＿＿

## 四、记住

- 文件太少，idf 是平的；改用段落。
- 名单要同洗牌的名单比。
- 名字当然多，不能当证据。
"""

# %% [markdown] lang="en" part="handout"
"""
# Lesson 7, handout　What marks each

Seat: ________　　Group: ________

## 1. idf by hand

idf = ln((4 + 1) ÷ (speeches + 1)) + 1

| speeches | (4 + 1) ÷ (speeches + 1) | ln | idf |
|---|---|---|---|
| 1 | 5 ÷ 2 = 2.5 | 0.916 | |
| 2 | 5 ÷ 3 = 1.667 | 0.511 | |
| 3 | 5 ÷ 4 = 1.25 | 0.223 | |
| 4 | 5 ÷ 5 = 1 | 0 | |

| word | in how many speeches | idf |
|---|---|---|
| 发展 | | |
| 长三角 | | |
| 生态环境 | | |
| 提升 | | |

## 2. The list

| | real list | shuffled piles |
|---|---|---|
| 3 times, 3 times as often | | |
| 2 times, twice as often | | |

## 3. The word of our group

Word: ________　□ a region's name　□ perhaps chance　□ worth going back to its sentences, because ____________

## 4. To remember

- With few documents idf is flat; take paragraphs.
- A list is held against the lists of shuffles.
- Names are frequent of necessity: they are no evidence.
"""

# %% [markdown] lang="zh" part="slides"
"""
# 第 7 课　特别在哪里

每项战略有什么特别的词？多少只是碰巧？

## idf 手算

ln((4 + 1) ÷ (几篇 + 1)) + 1

四篇都说的词：1.0。**平了。**

## 改用段落

24 段当 24 份：分得开了

## 名单

至少 3 次，勤到别处的 3 倍

## 洗牌

乱发的四堆也有名单。几个？

## 收尾

一个词：是名字，是碰巧，还是值得回到句子里看？
"""

# %% [markdown] lang="en" part="slides"
"""
# Lesson 7　What marks each

Which words mark each strategy, and how many are chance?

## idf by hand

ln((4 + 1) ÷ (speeches + 1)) + 1

Words of all four: 1.0. **Flat.**

## Over paragraphs

24 paragraphs as 24 documents: now they part

## The list

At least 3 times, and 3 times as often as elsewhere

## Shuffles

Piles dealt at random have lists too. How many?

## Closing

A word: a name, chance, or worth going back to its sentences?
"""

# %% [markdown] lang="zh" part="teacher"
"""
# 第 7 课　特别在哪里：教师用页

## 目标

学生会手算 idf，说得出四份文件为什么“平”；知道一份名单要同洗牌的名单比；不拿地区的名字当证据。

## 时间

| 分钟 | 做什么 | 学生手里 |
|---|---|---|
| 5 | idf 手算 | 讲义一 |
| 10 | 四份文件，段落 | 笔记本 |
| 15 | 名单，洗牌 | 笔记本，讲义二 |
| 10 | 练习三题 | 笔记本 |
| 5 | 每组一个词，交作业 | 讲义三 |

## 容易出错的地方

- 忘了加 1：idf 成了 0.511。提示会说。
- 把“200 次里有 21 次”当成“有 21 个词是碰巧”：洗牌说不出是哪几个。
- 看到名字排第一就下结论：名字决定了哪段属于哪篇，不能再当证据。

## 预期的回答

- 发展 4 篇、1.0；长三角 1 篇、1.916；生态环境 2 篇、1.511；提升 4 篇、1.0。
- 放宽规则，真的名单变长，乱发的名单也变长。

## 没有电脑时

用第 4 课的 24 张纸条，背面写上每段的两三个词，乱发成 8、8、4、4 四堆，照规则列名单，同真的比。
"""

# %% [markdown] lang="en" part="teacher"
"""
# Lesson 7　What marks each: teacher's page

## Aims

Students compute idf by hand and say why four documents make it flat; they hold a list against the lists of shuffles; they take no region's name for evidence.

## Timing

| minutes | what | in hand |
|---|---|---|
| 5 | idf by hand | handout 1 |
| 10 | four documents, paragraphs | notebook |
| 15 | the list, shuffles | notebook, handout 2 |
| 10 | three exercises | notebook |
| 5 | a word a group; hand in | handout 3 |

## What goes wrong

- The 1 is forgotten: idf becomes 0.511. A hint says so.
- “21 of 200” is read as “21 words are chance”: shuffles do not say which.
- A name in the first place is taken for a finding: names decided which paragraph belongs to which speech.

## Answers to expect

- 发展 4 speeches, 1.0; 长三角 1, 1.916; 生态环境 2, 1.511; 提升 4, 1.0.
- A laxer rule makes the real list longer, and the shuffled lists too.

## Without computers

Take the 24 slips of lesson 4 with two or three words of each paragraph on the back, deal piles of 8, 8, 4 and 4, list by the rule, and compare with the real list.
"""
