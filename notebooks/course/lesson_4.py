# Lesson 4. Both languages; built by `python run.py renew` (analysis/course/lessons.py says how to read this).

# %% [markdown] lang="zh"
"""
# 第 4 课　多少才算多

**问题：11 次比 9 次，算多吗？**

**新概念：** 频率（次数除以长度）；洗牌（把段落打乱再分）；碰巧（打乱也能得到的差别）。

## 开始（5 分钟）

合上电脑。“生态”这两个字，长江经济带的讲话里 11 次，其他三篇合起来 9 次。举手：你敢说长江经济带说得更多吗？要是不敢，还想知道什么？
"""

# %% [markdown] lang="en"
"""
# Lesson 4　How much is much

**Question: 11 times against 9, is that more?**

**New ideas:** rate (a count divided by a length); shuffling (mixing the paragraphs and dealing them anew); chance (a difference that mixing gives too).

## Starter (5 minutes)

Computers closed. The speech on the Yangtze Economic Belt has 生态 (ecology) 11 times, the other three together 9 times. Hands up: would you say that the Belt has more? If not, what else would you want to know?
"""

# %%
import sys

sys.path.insert(0, "../../..")  # PROJECT
from analysis.course import check, progress, show, start
from analysis.results import Results

start("LANGUAGE")
results = Results()
show(results.sizes[["strategy", "paragraphs", "words"]])

# %% [markdown] lang="zh"
"""
**看到：** 四篇长短不一：长三角有 387 个词，中部只有 152 个。次数不能直接比。

## 动手（25 分钟）

### 先看频率

数每一段里“生态”出现几次，再按战略加起来，除以词数，换成每万词多少次。
"""

# %% [markdown] lang="en"
"""
**What we see:** the speeches differ in length: the Delta has 387 words, the Centre only 152. Counts cannot be compared as they are.

## Work (25 minutes)

### First the rate

Count 生态 in every paragraph, add up by strategy, divide by the words: so many per 10,000.
"""

# %%
word = "生态"
texts = results.speeches.groupby(["strategy", "speech", "paragraph"], observed=True)["text"].agg("".join)
slips = texts.str.count(word)
table = slips.groupby("strategy", observed=True).sum().to_frame("count")
table["words"] = results.sizes.set_index("strategy")["words"]
show(table.assign(per_10k=(table["count"] / table["words"] * 10_000).round(1)))

# %% [markdown] lang="zh"
"""
**看到：** 每万词，长江经济带 374.1 次，长三角 155.0 次，中部 65.8 次。看上去差几倍。可是中部只有 1 次：多一次，频率就翻一倍。

### 手工洗牌

讲义上有 24 张纸条，一张一段，写着这一段有几个“生态”。剪下来，洗乱，抽 8 张，加起来。每组做 5 次，把数写在黑板上：几次达到 11？
"""

# %% [markdown] lang="en"
"""
**What we see:** per 10,000 words the Belt has 374.1, the Delta 155.0, the Centre 65.8: several times as many. But the Centre has 1 hit, and one more would double its rate.

### Shuffle by hand

The handout has 24 paper slips, one a paragraph, with the number of 生态 in it. Cut them out, mix, draw 8, add up. Each group does it 5 times and writes the sums on the board: how many reach 11?
"""

# %%
print(len(slips), slips.to_list())
print(slips.iloc[:8].sum(), slips.sum())

# %% [markdown] lang="zh"
"""
**看到：** 这就是 24 张纸条，前 8 张是长江经济带，加起来是 11，全部是 20。有一段里就有 4 个：同一段里常常一起出现，所以洗的是段落，不是一个个的字。

### 机器洗一千次

抽 8 张、加起来，做 1000 次。
"""

# %% [markdown] lang="en"
"""
**What we see:** these are the 24 slips. The first 8 are the Belt and make 11; all make 20. Some paragraph has 4 by itself: they come together, and so we shuffle paragraphs and not single characters.

### A thousand times by machine

Draw 8 and add up, 1000 times.
"""

# %%
import numpy as np

cards = np.random.default_rng(1)
sums = np.array([cards.permutation(slips)[:8].sum() for _ in range(1000)])
reached = (sums >= 11).sum()
print(reached, np.quantile(sums, [0.025, 0.5, 0.975]).astype(int))

# %% [markdown] lang="zh"
"""
**看到：** 1000 次里有 100 次达到 11，也就是十次里有一次。随手抽的 8 段一般得到 1 到 13 个。你们黑板上的结果同它差不多吗？

画出来：一根柱子是一个和，橙线是 11。
"""

# %% [markdown] lang="en"
"""
**What we see:** 100 of 1000 reach 11, one in ten. Eight paragraphs drawn at random mostly have 1 to 13. Is the result on your board about the same?

As a picture: a bar for every sum, the orange line is 11.
"""

# %%
from analysis.charts import style

figure = style.new_figure(14, 6)
axes = figure.add_axes((0.1, 0.2, 0.86, 0.7))
axes.hist(sums, bins=range(0, 22), color="#BBBBBB")
axes.axvline(11, color=style.COLOURS[1], linewidth=3)
figure

# %% [markdown] lang="zh"
"""
**看到：** 橙线在小山的右坡上，不在外面。按习惯，碰巧的机会不到 5% 才敢说“更多”；这里是 10%，所以写“分不出”。这不是说一样多，是说这份材料看不出来。

## 练习（10 分钟）

**1.** “保护”在长三角的讲话里出现 2 次，长三角有 387 个词。每万词多少次？四舍五入到整数。
"""

# %% [markdown] lang="en"
"""
**What we see:** the orange line is on the right slope of the hill, not outside. By custom one says “more” only where chance has less than 5%; here it has 10%, so write “cannot be told”. That does not mean equal; it means that this material does not show it.

## Exercises (10 minutes)

**1.** 保护 occurs twice in the speech on the Delta, which has 387 words. How many is that per 10,000, rounded to a whole number?
"""

# %%
my_rate = None  # answer: 52
check("L4.1", my_rate)

# %% [markdown] lang="zh"
"""
**2.** 在上面把 `word` 换成 `"保护"`，把 11 换成 9（长江经济带的“保护”有 9 次），从上往下重新运行。1000 次里有几次达到？
"""

# %% [markdown] lang="en"
"""
**2.** Put `"保护"` in `word` and 9 in place of 11 (the Belt has 保护 9 times), and run the boxes again from the top. How many of the 1000 reach it?
"""

# %%
my_times = None  # answer: 117
check("L4.2", my_times)

# %% [markdown] lang="zh"
"""
**3.** 写一句话：长江经济带的“生态”是不是更多？要有一个数、出处，还要有分寸。
"""

# %% [markdown] lang="en"
"""
**3.** Write a sentence: does the Belt have more of 生态? With a number, the source and a limit.
"""

# %% lang="zh"
my_sentence = None  # answer: "摘录里长江经济带的“生态”有 11 次，但随手洗牌十次里有一次也达到，分不出高下。"
check("L4.3", my_sentence)

# %% lang="en"
my_sentence = None  # answer: "The speech on the Belt has 11, but it cannot be told from shuffles."
check("L4.3", my_sentence)

# %% [markdown] lang="zh"
"""
## 收尾（5 分钟）

回到开始的举手：现在有几个人改了主意？什么材料能让我们有把握？（更多的讲话、更长的全文。）写上座位号，交作业。
"""

# %% [markdown] lang="en"
"""
## Closing (5 minutes)

Back to the hands: who has changed their mind? What material would make us sure? (More speeches, whole texts.) Write the number of your seat to hand in.
"""

# %%
my_seat = None
progress(my_seat)

# %% [markdown] lang="zh" part="handout"
"""
# 第 4 课讲义　多少才算多

座位号：＿＿＿＿＿　　小组：＿＿＿＿＿

## 一、24 张纸条（剪下来）

每格是一段，写着这一段里有几个“生态”。前 8 格是长江经济带。

| | | | | | | | |
|---|---|---|---|---|---|---|---|
| 2 | 4 | 3 | 0 | 0 | 2 | 0 | 0 |
| 1 | 1 | 0 | 0 | 0 | 4 | 0 | 0 |
| 0 | 0 | 1 | 0 | 0 | 1 | 1 | 0 |

## 二、洗乱，抽 8 张，加起来

| 第几次 | 1 | 2 | 3 | 4 | 5 |
|---|---|---|---|---|---|
| 和 | | | | | |
| 达到 11 吗 | | | | | |

全班一共洗了 ＿＿＿ 次，达到 11 的 ＿＿＿ 次。

## 三、我的一句话

数：＿＿＿　出处：＿＿＿＿＿＿　分寸：＿＿＿＿＿＿

＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿

## 四、记住

- 频率 = 次数 ÷ 长度 × 10000。
- 洗牌告诉我们：没有任何道理时，也会有多大差别。
- 碰巧的机会超过 5%，写“分不出”。
"""

# %% [markdown] lang="en" part="handout"
"""
# Lesson 4, handout　How much is much

Seat: ________　　Group: ________

## 1. 24 slips (cut them out)

Each cell is a paragraph with its number of 生态. The first 8 are the Yangtze Economic Belt.

| | | | | | | | |
|---|---|---|---|---|---|---|---|
| 2 | 4 | 3 | 0 | 0 | 2 | 0 | 0 |
| 1 | 1 | 0 | 0 | 0 | 4 | 0 | 0 |
| 0 | 0 | 1 | 0 | 0 | 1 | 1 | 0 |

## 2. Mix, draw 8, add up

| draw | 1 | 2 | 3 | 4 | 5 |
|---|---|---|---|---|---|
| sum | | | | | |
| 11 or more? | | | | | |

The whole class made ____ draws, of which ____ reached 11.

## 3. My sentence

Number: ____　source: __________　limit: __________

______________________________________________________________

## 4. To remember

- Rate = count ÷ length × 10,000.
- Shuffling shows how large a difference is when there is no reason at all.
- Where chance has more than 5%, write “cannot be told”.
"""

# %% [markdown] lang="zh" part="slides"
"""
# 第 4 课　多少才算多

11 次比 9 次，算多吗？

## 举手

“生态”：长江经济带 11 次，其他三篇 9 次。更多吗？还想知道什么？

## 先看频率

次数 ÷ 长度 × 10000

## 手工洗牌

24 张纸条，洗乱，抽 8 张，加起来。每组 5 次，写上黑板。

## 机器洗一千次

一般得到几？几次达到 11？

## 收尾

超过 5%，写“分不出”。**分不出，不等于一样多。**
"""

# %% [markdown] lang="en" part="slides"
"""
# Lesson 4　How much is much

11 times against 9: is that more?

## Hands up

生态: 11 in the Belt, 9 in the other three. More? What else would you want to know?

## First the rate

count ÷ length × 10,000

## Shuffle by hand

24 slips: mix, draw 8, add up. 5 times a group; sums on the board.

## A thousand by machine

What is usual? How many reach 11?

## Closing

Above 5%, write “cannot be told”. **That does not mean equal.**
"""

# %% [markdown] lang="zh" part="teacher"
"""
# 第 4 课　多少才算多：教师用页

## 目标

学生会算频率；能用洗牌说明“碰巧也有这么大的差别”；会写“分不出”，并且知道它不等于“一样多”。

## 时间

| 分钟 | 做什么 | 学生手里 |
|---|---|---|
| 5 | 举手，记下人数 | 无 |
| 10 | 频率；手工洗牌，写黑板 | 讲义一、二 |
| 15 | 机器洗牌，看图 | 笔记本 |
| 10 | 练习三题 | 笔记本，讲义三 |
| 5 | 再举手，交作业 | 讲义四 |

## 容易出错的地方

- 抽的时候不洗乱，或抽完不放回：每次要 24 张一起洗。
- 做第 2 题只改了 `word`，没有改 11，或没有从上往下重新运行。
- 把“分不出”写成“一样多”。
- 有人问为什么洗段落：同一段里一个词常常连着出现（有一段就有 4 个），一个个字地洗会显得太有把握。

## 预期的回答

- 课前课后各数一次举手的人，把两个数写在一起比。
- 30 次手工洗牌，一般有 1 到 6 次达到 11。
- 好的一句话：有 11 或 374.1，有“长江经济带的讲话”，有“分不出”。不好的一句话：“说明更重视生态”。

## 没有电脑时

只做手工洗牌，每组 20 次，全班约 100 次，在黑板上画出柱子；频率用黑板上的词数手算（294、387、152、193）。
"""

# %% [markdown] lang="en" part="teacher"
"""
# Lesson 4　How much is much: teacher's page

## Aims

Students compute a rate, show by shuffling that chance gives differences of this size too, and write “cannot be told”, knowing that this does not mean equal.

## Timing

| minutes | what | in hand |
|---|---|---|
| 5 | hands up; note how many | nothing |
| 10 | the rate; shuffling by hand, sums on the board | handout 1, 2 |
| 15 | shuffling by machine, the picture | notebook |
| 10 | three exercises | notebook, handout 3 |
| 5 | hands up again; hand in | handout 4 |

## What goes wrong

- Slips are not mixed, or not put back: all 24 are mixed for each draw.
- For exercise 2 only `word` is changed and not 11, or the boxes are not run again from the top.
- “Cannot be told” becomes “equal”.
- Somebody asks why paragraphs: within one a word comes several times (one has 4); shuffling single characters would look too sure.

## Answers to expect

- Count the hands before and after, and put the two numbers side by side.
- Of 30 draws by hand, mostly 1 to 6 reach 11.
- A good sentence has 11 or 374.1, the speech on the Belt, and “cannot be told”. A bad one: “it shows that ecology is valued more”.

## Without computers

Shuffle by hand only, 20 draws a group, about 100 in the class, and draw the bars on the board; compute rates from the words on the board (294, 387, 152, 193).
"""
