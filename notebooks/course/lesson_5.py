# Lesson 5, a double one. Both languages; built by `python run.py renew`.

# %% [markdown] lang="zh"
"""
# 第 5 课　我们来编码（两节连上）

**问题：我们读的一样吗？**

**新概念：** 编码（按手册给句子标主题）；一致（两个人编得一样的比例）；阿尔法（扣除碰巧以后的一致）。

## 开始（5 分钟）

第一节不用这个笔记本：打开老师发的编码网页，写上座位号，各编各的，不看邻座。第二节回到这里。先运行第一格。
"""

# %% [markdown] lang="en"
"""
# Lesson 5　We code (a double lesson)

**Question: do we read the same thing?**

**New ideas:** coding (giving sentences their themes by a codebook); agreement (how often two people do the same); alpha (agreement beyond chance).

## Starter (5 minutes)

The first hour does not need this notebook: open the coding page that your teacher hands out, write the number of your seat, and code alone, without looking at your neighbour. The second hour comes back here. Run the first box.
"""

# %%
import sys

sys.path.insert(0, "../../..")  # PROJECT
from analysis.course import check, progress, start
from analysis.measures.agreement import krippendorff_alpha

start("LANGUAGE")
mine = [1, 1, 0, 1, 0, 0, 1, 0, 0, 0]
neighbour = [1, 0, 0, 1, 0, 0, 1, 1, 0, 0]
print(len(mine), len(neighbour))

# %% [markdown] lang="zh"
"""
**看到：** 两个人各编了 10 句：1 是“谈生态”，0 是“不谈”。这里是例子；换成你和邻座的（讲义二），再运行。

## 动手（25 分钟）

### 有几句一样

一句一句地比。
"""

# %% [markdown] lang="en"
"""
**What we see:** two people coded 10 sentences each: 1 is “on ecology”, 0 is not. These are an example; put in your own and your neighbour's (handout 2) and run the box again.

## Work (25 minutes)

### How many agree

Compare them one by one.
"""

# %%
same = [a == b for a, b in zip(mine, neighbour)]
print(sum(same), sum(same) / len(same))

# %% [markdown] lang="zh"
"""
**看到：** 8 句一样，一致是 0.8。听起来不错。可是乱编会有多少一样？

### 碰巧会有多少一样

两个人各有 4 成说“是”。都说“是”的机会，加上都说“不是”的机会，就是碰巧一样的机会。
"""

# %% [markdown] lang="en"
"""
**What we see:** 8 agree: 0.8. It sounds good. But how many would agree if both coded at random?

### Agreement by chance

Each said yes to 4 of 10. The chance that both say yes, and the chance that both say no, together are the chance to agree.
"""

# %%
yes, other = sum(mine) / len(mine), sum(neighbour) / len(neighbour)
print(yes, other, round(yes * other + (1 - yes) * (1 - other), 2))

# %% [markdown] lang="zh"
"""
**看到：** 碰巧就有 0.52 一样。所以 0.8 里有一大半不用读句子也能得到。

### 阿尔法

阿尔法把碰巧的扣掉：1 是完全一样，0 是同碰巧一样。
"""

# %% [markdown] lang="en"
"""
**What we see:** chance alone gives 0.52. Most of the 0.8 could be had without reading a sentence.

### Alpha

Alpha takes chance out: 1 is complete agreement, 0 is no more than chance.
"""

# %%
votes = [[2 - a - b, a + b] for a, b in zip(mine, neighbour)]
print(round(krippendorff_alpha(votes), 2))

# %% [markdown] lang="zh"
"""
**看到：** 0.6，比 0.8 低了不少。

### 谈一谈，再编一次

一般的习惯：阿尔法 0.8 以上可以用，0.67 到 0.8 谨慎用，再低就先改手册。找出不一样的句子，同邻座谈：是谁漏看了，还是手册没有说清？把手册要改的一句写在讲义上，再编一遍。
"""

# %% [markdown] lang="en"
"""
**What we see:** 0.6, a good deal below 0.8.

### Talk, and code again

By custom an alpha of 0.8 and more is good to use, 0.67 to 0.8 with care; below, mend the codebook first. Find the sentences you differ on and talk: did somebody overlook a thing, or does the codebook not say? Write on the handout what it should say, and code again.
"""

# %%
print([number for number, equal in enumerate(same, start=1) if not equal])

# %% [markdown] lang="zh"
"""
**看到：** 例子里是第 2 句和第 8 句。谈过以后若还不一样，就让它不一样：有的句子本来就两可。

## 练习（10 分钟）

**1.** 甲编 `1 0 1 1 0 0 0 1`，乙编 `1 0 0 1 0 1 0 1`。一致是百分之几？
"""

# %% [markdown] lang="en"
"""
**What we see:** in the example sentences 2 and 8. If you still differ after talking, leave it: some sentences can be read both ways.

## Exercises (10 minutes)

**1.** A codes `1 0 1 1 0 0 0 1` and B codes `1 0 0 1 0 1 0 1`. What per cent agree?
"""

# %%
my_share = None  # answer: "75%"
check("L5.1", my_share)

# %% [markdown] lang="zh"
"""
**2.** 一个主题很常见：两个人各有 90% 的句子说“是”。碰巧一样的机会是百分之几？
"""

# %% [markdown] lang="en"
"""
**2.** A theme is very common: each of two people says yes to 90% of the sentences. What per cent agree by chance?
"""

# %%
my_chance = None  # answer: "82%"
check("L5.2", my_chance)

# %% [markdown] lang="zh"
"""
**3.** 写一句话，说说例子里的两个人读得一样不一样：要有一个数、说明是哪份材料，还要有分寸。
"""

# %% [markdown] lang="en"
"""
**3.** Write a sentence on whether the two people of the example read the same: with a number, the material and a limit.
"""

# %% lang="zh"
my_sentence = None  # answer: "这 10 句摘录里两人有 8 句一样，但碰巧也会有一半多，阿尔法只有 0.6。"
check("L5.3", my_sentence)

# %% lang="en"
my_sentence = None  # answer: "On these 10 sentences of the text two people agree on 8, but alpha is only 0.6."
check("L5.3", my_sentence)

# %% [markdown] lang="zh"
"""
## 收尾（5 分钟）

看全班的结果页：哪个主题最一致，哪一句争得最多？写上座位号，交作业。
"""

# %% [markdown] lang="en"
"""
## Closing (5 minutes)

Look at the page of the class: on which theme do we agree most, and which sentence is disputed most? Write the number of your seat to hand in.
"""

# %%
my_seat = None
progress(my_seat)

# %% [markdown] lang="zh" part="handout"
"""
# 第 5 课讲义　我们来编码

座位号：＿＿＿＿＿　　同座：＿＿＿＿＿

## 一、编码的规矩

- 按手册，不按感觉；一句可以有几个主题，也可以一个也没有。
- 各编各的，编完再谈。
- 不确定就标“不确定”，写一句为什么。

## 二、我和邻座（主题：＿＿＿＿＿＿）

| 句 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 |
|---|---|---|---|---|---|---|---|---|---|---|
| 我 | | | | | | | | | | |
| 邻座 | | | | | | | | | | |
| 一样吗 | | | | | | | | | | |

一样 ＿＿ 句，占 ＿＿％；碰巧会有 ＿＿％；阿尔法 ＿＿＿。

## 三、不一样的句子

| 句 | 我为什么这样编 | 邻座为什么 | 手册该怎样写 |
|---|---|---|---|
| | | | |
| | | | |

## 四、记住

- 一致要同碰巧比：主题越少见或越常见，碰巧越高。
- 不一致多半是手册没有说清，不是谁笨。
"""

# %% [markdown] lang="en" part="handout"
"""
# Lesson 5, handout　We code

Seat: ________　　With: ________

## 1. Rules of coding

- By the codebook, not by feeling; a sentence may have several themes, or none.
- Everybody alone; talk afterwards.
- Not sure? Mark it unsure and write why.

## 2. My neighbour and I (theme: ____________)

| sentence | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 |
|---|---|---|---|---|---|---|---|---|---|---|
| I | | | | | | | | | | |
| neighbour | | | | | | | | | | |
| same? | | | | | | | | | | |

____ agree, ____ per cent; by chance ____ per cent; alpha ____.

## 3. Where we differ

| sentence | why I coded it so | why my neighbour did | what the codebook should say |
|---|---|---|---|
| | | | |
| | | | |

## 4. To remember

- Agreement is held against chance: the rarer or commoner a theme, the more agree by chance.
- Differences mostly show that the codebook is unclear, not that somebody is slow.
"""

# %% [markdown] lang="zh" part="slides"
"""
# 第 5 课　我们来编码

我们读的一样吗？

## 第一节：各编各的

网页，座位号，按手册，不看邻座

## 第二节：一样几句？

数一数，再算百分之几

## 碰巧会有多少？

都说“是” ＋ 都说“不是”

## 阿尔法

1：完全一样　0：同碰巧一样

0.8 可以用；0.67 谨慎；再低，改手册

## 收尾

哪个主题最一致？哪一句争得最多？
"""

# %% [markdown] lang="en" part="slides"
"""
# Lesson 5　We code

Do we read the same thing?

## First hour: alone

The page, your seat, by the codebook, no looking

## Second hour: how many agree?

Count, then per cent

## And by chance?

both yes + both no

## Alpha

1: complete　0: no more than chance

0.8 good; 0.67 with care; below, mend the codebook

## Closing

On which theme do we agree most? Which sentence is disputed most?
"""

# %% [markdown] lang="zh" part="teacher"
"""
# 第 5 课　我们来编码：教师用页（两节）

## 目标

学生会按手册编码；会算一致，知道要同碰巧比；能把一处不一致变成手册里的一句话。

## 课前

运行 `python -m analysis coding new --shared 12 --groups 6`，把做出的网页发给每台电脑。下课收文件或收据，放进一个文件夹，运行 `python -m analysis coding collect 文件夹`，得到全班的结果页。

## 时间

| 分钟 | 做什么 | 学生手里 |
|---|---|---|
| 10 | 读手册，全班一起编两句 | 网页 |
| 30 | 各编各的，交 | 网页 |
| 5 | 收文件 | |
| 5 | 第二节：抄下自己和邻座的十句 | 讲义二 |
| 20 | 一致，碰巧，阿尔法 | 笔记本 |
| 10 | 谈不一样的句子 | 讲义三 |
| 10 | 练习三题；结果页，交作业 | 笔记本 |

## 容易出错的地方

- 边编边同邻座商量：一致会很高，也就没有意义了。
- 把“提到一个词”当成“谈这个主题”。
- 以为 0.8 的一致很好：先问碰巧有多少。

## 预期的回答

- 哪个主题最一致，每班不同，以结果页为准；争得多的句子多半是一句里有几件事。
- 甲乙例子 75%；两人各 90% 说“是”，碰巧 82%。

## 没有电脑时

印出 12 句，每人一张表，编完交换；在黑板上数一样的句数，算百分比和碰巧。
"""

# %% [markdown] lang="en" part="teacher"
"""
# Lesson 5　We code: teacher's page (a double lesson)

## Aims

Students code by a codebook; they compute agreement and hold it against chance; they turn one disagreement into a sentence of the codebook.

## Before

Run `python -m analysis coding new --shared 12 --groups 6 -l en` and put the page it makes on every computer. After the first hour collect files or receipts into a folder and run `python -m analysis coding collect FOLDER -l en`: it makes the page of the class.

## Timing

| minutes | what | in hand |
|---|---|---|
| 10 | read the codebook, code two sentences together | page |
| 30 | code alone, hand in | page |
| 5 | collect the files | |
| 5 | second hour: copy ten sentences of your own and your neighbour's | handout 2 |
| 20 | agreement, chance, alpha | notebook |
| 10 | talk about the sentences that differ | handout 3 |
| 10 | three exercises; the page of the class; hand in | notebook |

## What goes wrong

- Neighbours talk while coding: agreement is high and means nothing.
- A word that is mentioned is taken for the theme of the sentence.
- 0.8 is taken for good: ask first what chance gives.

## Answers to expect

- Which theme agrees best differs from class to class; see the page. Disputed sentences mostly hold several things at once.
- A and B 75%; with 90% yes each, chance gives 82%.

## Without computers

Print 12 sentences and a sheet each, swap when done; count on the board how many agree, and work out the per cent and chance.
"""
