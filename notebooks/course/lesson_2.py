# Lesson 2. Both languages; built by `python run.py renew` (analysis/course/lessons.py says how to read this).

# %% [markdown] lang="zh"
"""
# 第 2 课　第一格代码

**问题：谁说了我的词，在哪里说的？**

**新概念：** 格子（一段可以运行的代码）；名字（用 `=` 记住一个东西）；词和字串（单独成词，还是在别的词里）。

## 开始（5 分钟）

点一下灰色的格子，按 `Shift + Enter`，结果出现在下面。先运行第一格。
"""

# %% [markdown] lang="en"
"""
# Lesson 2　The first cell

**Question: who says my word, and where?**

**New ideas:** a box (a piece of code that runs); a name (what `=` remembers); a word and a string (standing alone, or within other words).

## Starter (5 minutes)

Click on a grey box and press `Shift + Enter`: the result appears below. Run the first box now.
"""

# %%
import sys

sys.path.insert(0, "../../..")  # PROJECT
from analysis.course import check, progress, show, start
from analysis.results import Results

start("LANGUAGE")
results = Results()
print(len(results.speeches))

# %% [markdown] lang="zh"
"""
**看到：** 64，就是这份材料的句数。格子左边出现了数字，表示它已经运行过。

## 动手（25 分钟）

### 不写代码，先查

运行下面一格，在框里写一个词，看份额、位置和原句。试三个你关心的词。
"""

# %% [markdown] lang="en"
"""
**What we see:** 64, the number of sentences in this material. A number has appeared on the left of the box: it has been run.

## Work (25 minutes)

### Look up first, without code

Run the next box and write a word into the field: you see its shares, its places and its sentences. Try three words you care about.
"""

# %%
from analysis import explore

explore.explore(results, "改革", language="LANGUAGE")

# %% [markdown] lang="zh"
"""
**看到：** 上面一张图是份额和区间，下面一张是每一次出现的位置，再往下是原句。每个数都能点回句子。

### 两行代码，做同一件事

用 `=` 给词起个名字，再用 `look_up` 查它。
"""

# %% [markdown] lang="en"
"""
**What we see:** the upper chart has shares and intervals, the lower one every place, and below stand the sentences. Behind every number are its sentences.

### The same in two lines

Give the word a name with `=`, then look it up.
"""

# %%
from analysis.report.lookup import look_up

word = "改革"
found = look_up(results, word, "term")
show(found.shares[["strategy", "count", "total"]])

# %% [markdown] lang="zh"
"""
**看到：** 一行一项战略：几次，共几个词。“改革”单独成词一共 4 次。把 `"改革"` 换成你的词，再运行；引号要用英文的。

### 词还是字串

把 `"term"`（词）换成 `"phrase"`（字串），“改革开放”里的“改革”也算。
"""

# %% [markdown] lang="en"
"""
**What we see:** a row a strategy: how often, and of how many words. As a word by itself 改革 stands in 4 places. Put your own word in place of `"改革"` and run the box again; mind the quotation marks.

### A word or a string

With `"phrase"` (a string) instead of `"term"` (a word), the 改革 within 改革开放 counts too.
"""

# %%
strings = look_up(results, word, "phrase")
print(len(found.lines), len(strings.lines))

# %% [markdown] lang="zh"
"""
**看到：** 作为词 4 处，作为字串 13 处。两个数都对，回答的不是同一个问题。

### 是谁，在哪里

把每一处连同前后文打印出来。
"""

# %% [markdown] lang="en"
"""
**What we see:** 4 places as a word, 13 as a string. Both are right, and answer different questions.

### Who, and where

Print every place with what stands around it.
"""

# %%
for line in found.lines.itertuples():
    print(line.strategy, line.date.date(), line.line, line.left[-8:] + "【" + line.node + "】" + line.right[:8])

# %% [markdown] lang="zh"
"""
**看到：** 每行有战略、日期、原文的行号和前后文。照着行号，可以回到原文核对。

### 弄坏它，再修好

在上面 `word = "改革"` 那一格里，故意删掉一个引号，运行，读那一行提示；再改成中文引号试试；最后修好。弄不坏的：随时可以撤销（`Ctrl + Z`）。

## 练习（10 分钟）

**1.** “统筹”作为一个词有几处？
"""

# %% [markdown] lang="en"
"""
**What we see:** each line has the strategy, the date, the line of the document and what stands around. By its number the line can be checked in the document.

### Break it, and mend it

In the box with `word = "改革"`, delete a quotation mark, run it, and read the line that appears; try Chinese quotation marks; then mend it. Nothing can be broken for good: `Ctrl + Z` undoes.

## Exercises (10 minutes)

**1.** In how many places does 统筹 stand as a word?
"""

# %%
my_number = None  # answer: 6
check("L2.1", my_number)

# %% [markdown] lang="zh"
"""
**2.** “新质生产力”出现在哪一项战略的讲话里？写它的名字，长名短名都可以。
"""

# %% [markdown] lang="en"
"""
**2.** On which strategy is the speech that holds 新质生产力? Write its name, short or long.
"""

# %% lang="zh"
my_strategy = None  # answer: "中部"
check("L2.2", my_strategy)

# %% lang="en"
my_strategy = None  # answer: "Rise of Central China"
check("L2.2", my_strategy)

# %% [markdown] lang="zh"
"""
**3.** 写一句话，说说“改革”或“统筹”：要有一个数、出处，还要有分寸（例如“只说这几篇摘录”）。
"""

# %% [markdown] lang="en"
"""
**3.** Write a sentence on 改革 or 统筹: with a number, the source and a limit (such as “in these excerpts only”).
"""

# %% lang="zh"
my_sentence = None  # answer: "四篇讲话的摘录里，“改革”作为单独的词只有 4 处。"
check("L2.3", my_sentence)

# %% lang="en"
my_sentence = None  # answer: "In these excerpts 改革 stands in 4 places only as a word by itself."
check("L2.3", my_sentence)

# %% [markdown] lang="zh"
"""
## 收尾（5 分钟）

每组说一个词：几处，在哪篇，原句是什么。你弄坏过几次，提示说了什么？写上座位号，交作业。
"""

# %% [markdown] lang="en"
"""
## Closing (5 minutes)

Each group names a word: how many places, in which speech, in which sentence. How often did you break the box, and what did it say? Write the number of your seat to hand in.
"""

# %%
my_seat = None
progress(my_seat)

# %% [markdown] lang="zh" part="handout"
"""
# 第 2 课讲义　第一格代码

座位号：＿＿＿＿＿　　同座：＿＿＿＿＿

## 一、我的三个词

| 词 | 作为词几处 | 作为字串几处 | 哪篇最多 |
|---|---|---|---|
| | | | |
| | | | |
| | | | |

## 二、弄坏它，再修好

| 我做了什么 | 提示说什么 | 怎么修好 |
|---|---|---|
| 删掉一个引号 | | |
| 换成中文引号 “ ” | | |
| 去掉两个引号 | | |
| 只运行第三格，不运行第一格 | | |

## 三、原句

我的词：＿＿＿＿＿　在＿＿＿＿＿＿的讲话里，原文第 ＿＿＿ 行：

＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿

## 四、记住

- `Shift + Enter` 运行一格；从上往下。
- 文字写在英文引号里：`"改革"`。
- 词和字串，是两个问题、两个数。
"""

# %% [markdown] lang="en" part="handout"
"""
# Lesson 2, handout　The first cell

Seat: ________　　With: ________

## 1. My three words

| word | as a word | as a string | most in which speech |
|---|---|---|---|
| | | | |
| | | | |
| | | | |

## 2. Break it, and mend it

| what I did | what it said | how I mended it |
|---|---|---|
| deleted a quotation mark | | |
| Chinese quotation marks “ ” | | |
| no quotation marks at all | | |
| ran the third box without the first | | |

## 3. The sentence

My word: ________　in the speech on ______________, line ____ of the document:

______________________________________________________________

## 4. To remember

- `Shift + Enter` runs a box; go from top to bottom.
- Text stands in quotation marks: `"改革"`.
- A word and a string are two questions with two numbers.
"""

# %% [markdown] lang="zh" part="slides"
"""
# 第 2 课　第一格代码

谁说了我的词，在哪里说的？

## 运行一格

点一下，按 `Shift + Enter`

## 先查，不写代码

框里写一个词：份额、位置、原句

## 两行代码

`word = "改革"`

`look_up(results, word, "term")`

## 弄坏它，再修好

删一个引号，读提示，修好

## 收尾

一个词：几处，在哪篇，**原句是什么**
"""

# %% [markdown] lang="en" part="slides"
"""
# Lesson 2　The first cell

Who says my word, and where?

## Run a box

Click, then `Shift + Enter`

## Look up first, without code

Write a word: shares, places, sentences

## Two lines of code

`word = "改革"`

`look_up(results, word, "term")`

## Break it, and mend it

Delete a quotation mark, read what it says, mend it

## Closing

A word: how many places, which speech, **which sentence**
"""

# %% [markdown] lang="zh" part="teacher"
"""
# 第 2 课　第一格代码：教师用页

## 目标

学生会运行一格、换一个词再运行；能从一个数回到原句；出错时读得懂提示，自己修好。

## 时间

| 分钟 | 做什么 | 学生手里 |
|---|---|---|
| 5 | 打开笔记本，运行第一格 | 笔记本 |
| 10 | 用框查三个词 | 笔记本，讲义一 |
| 15 | 两行代码，词和字串，弄坏再修好 | 笔记本，讲义二 |
| 10 | 练习三题 | 笔记本，讲义三 |
| 5 | 收尾，交作业 | 讲义 |

## 容易出错的地方

- 只按 `Enter`，格子没有运行：看左边的数字有没有变。
- 中文引号、中文逗号：提示会说换成什么。
- 没有运行第一格：提示“还没有 results”。
- 词查不到：看“相近”的几个；也许它只在更长的词里。

## 预期的回答

- “改革”4 处（词）、13 处（字串）；“统筹”6 处（词）。
- “新质生产力”只在中部一篇里。是因为中部，还是因为日期，这里看不出。

## 没有电脑时

发四篇讲话的打印稿，每组一篇，用笔圈出“改革”，分成“单独成词”和“在别的词里”两种数，写在黑板上，全班相加，应得 4 和 13。
"""

# %% [markdown] lang="en" part="teacher"
"""
# Lesson 2　The first cell: teacher's page

## Aims

Students run a box, change a word and run it again; go from a number back to its sentence; read what an error says and mend it themselves.

## Timing

| minutes | what | in hand |
|---|---|---|
| 5 | open the notebook, run the first box | notebook |
| 10 | look up three words in the panel | notebook, handout 1 |
| 15 | two lines of code, word and string, break and mend | notebook, handout 2 |
| 10 | three exercises | notebook, handout 3 |
| 5 | closing; hand in | handout |

## What goes wrong

- `Enter` alone does not run a box: look whether the number on the left changes.
- Chinese quotation marks and commas: the error says what to write instead.
- The first box was not run: “There is no results yet”.
- A word is not found: look at the near ones; it may stand only within longer words.

## Answers to expect

- 改革 4 (word) and 13 (string); 统筹 6 (word).
- 新质生产力 only in the speech on Central China. Because of the region, or of the date? That is not seen here.

## Without computers

Hand out the four speeches on paper, one a group; circle 改革, count it apart as a word and within other words, write the numbers on the board and add up: 4 and 13.
"""
