# Lesson 6. Both languages; built by `python run.py renew`.

# %% [markdown] lang="zh"
"""
# 第 6 课　词典与我们

**问题：机器什么时候读错？**

**新概念：** 查准（找到的有多少是对的）；查全（该找的找到多少）；一半修改、一半评判。

## 开始（5 分钟）

合上电脑。要找“谈科技创新与产业升级的句子”，你会给机器哪几个词？写三个在讲义上，再想一句：它有你的词，却不谈这件事。
"""

# %% [markdown] lang="en"
"""
# Lesson 6　The dictionary and us

**Question: when does the machine misread?**

**New ideas:** precision (of what was found, how much is right); recall (of what should be found, how much was); mending on one half, judging on the other.

## Starter (5 minutes)

Computers closed. To find the sentences on innovation and industry, which words would you give a machine? Write three on the handout, and then a sentence that has your word and is about something else.
"""

# %%
import sys

sys.path.insert(0, "../../..")  # PROJECT
from analysis.course import check, progress, start
from analysis.results import Results

start("LANGUAGE")
results = Results()

# %% [markdown] lang="zh"
"""
## 动手（25 分钟）

### 人读的

取出一位编码员对 64 句的编码，看有几句谈科技创新与产业升级。若有全班的编码，可以换成全班的多数。（这位编码员也编了本项目的词典，所以同词典一致不算证据；这一课用你们自己的词。）
"""

# %% [markdown] lang="en"
"""
## Work (25 minutes)

### What a person read

Take one coder's codings of the 64 sentences: how many are on innovation and industry? With codings of your class, take its majority instead. (This coder also made the project's dictionary, so that agreement with it is no evidence; this lesson uses words of your own.)
"""

# %%
sentences = results.speeches["text"]
hand = results.hand_coded.query("theme == 'innovation'").set_index("text")["coded"]
said = hand[sentences].to_numpy()
print(len(said), said.sum())

# %% [markdown] lang="zh"
"""
**看到：** 64 句里，人读出 14 句。

### 机器读的

先只给一个词“创新”：有这个词的句子就算。
"""

# %% [markdown] lang="en"
"""
**What we see:** of 64 sentences the person found 14.

### What the machine reads

Give it one word to begin with, 创新 (innovation): a sentence that has it counts.
"""

# %%
words = ["创新"]
found = sentences.str.contains("|".join(words)).to_numpy()
print(found.sum(), (found & said).sum())

# %% [markdown] lang="zh"
"""
**看到：** 机器找到 11 句，其中 10 句人也说是。查准 = 10 ÷ 11；查全 = 10 ÷ 14。

### 读错的句子

找错的一句，漏掉的几句，读一读。
"""

# %% [markdown] lang="en"
"""
**What we see:** the machine finds 11, of which 10 are the person's too. Precision = 10 ÷ 11; recall = 10 ÷ 14.

### Where it misreads

Read the one found in error, and those missed.
"""

# %%
for text in sentences[found & ~said]:
    print("+", text)
for text in sentences[said & ~found]:
    print("-", text[:60])

# %% [markdown] lang="zh"
"""
**看到：** 找错的一句说的是“体制机制创新”，那是改革。漏掉的几句说“产业”“技术”，没有“创新”二字。

### 一半上修改，一半上评

只看单数句（前一半）来改 `words`，改满意了，再看双数句（后一半）一次。
"""

# %% [markdown] lang="en"
"""
**What we see:** the one in error speaks of 体制机制创新, innovation of institutions: that is reform. Those missed speak of industry and technology, without the word.

### Mend on one half, judge on the other

Look only at the first half (every other sentence) to mend `words`; when you are content, look at the second half, once.
"""

# %%
words = ["创新", "产业"]
found = sentences.str.contains("|".join(words)).to_numpy()
for half in (slice(0, None, 2), slice(1, None, 2)):
    print(found[half].sum(), said[half].sum(), (found & said)[half].sum())

# %% [markdown] lang="zh"
"""
**看到：** 每行三个数：机器找到，人读出，两者都说。加上“产业”，前一半 10 句全找到了；后一半机器找到 6 句，对的只有 4 句：在修改的那一半上，总是显得更好。

## 练习（10 分钟）

**1.** 只用“创新”一个词，对全部 64 句，查准率是百分之几？
"""

# %% [markdown] lang="en"
"""
**What we see:** three numbers a line: found by the machine, read by the person, both. With 产业 all 10 of the first half are found; in the second half the machine finds 6, of which only 4 are right: on the half where we mend it always looks better.

## Exercises (10 minutes)

**1.** With 创新 alone, over all 64 sentences, what per cent is precision?
"""

# %%
my_precision = None  # answer: "91%"
check("L6.1", my_precision)

# %% [markdown] lang="zh"
"""
**2.** 查全率呢？
"""

# %% [markdown] lang="en"
"""
**2.** And recall?
"""

# %%
my_recall = None  # answer: "71%"
check("L6.2", my_recall)

# %% [markdown] lang="zh"
"""
**3.** 写一句话，说说“创新”一个词读得准不准、全不全：要有一个数、说明是哪份材料，还要有分寸。
"""

# %% [markdown] lang="en"
"""
**3.** Write a sentence on how well 创新 alone reads: with a number, the material and a limit.
"""

# %% lang="zh"
my_sentence = None  # answer: "在这几篇讲话的摘录里，“创新”一个词查准 91%，但查全只有 71%。"
check("L6.3", my_sentence)

# %% lang="en"
my_sentence = None  # answer: "In these excerpts one word finds only 71% of the sentences a person found."
check("L6.3", my_sentence)

# %% [markdown] lang="zh"
"""
## 收尾（5 分钟）

每组说一个词：加上它，前一半怎样，后一半怎样？什么时候该多要查全，什么时候该多要查准？写上座位号，交作业。
"""

# %% [markdown] lang="en"
"""
## Closing (5 minutes)

Each group names a word: what did it do to the first half, and to the second? When does one want recall, when precision? Write the number of your seat to hand in.
"""

# %%
my_seat = None
progress(my_seat)

# %% [markdown] lang="zh" part="handout"
"""
# 第 6 课讲义　词典与我们

座位号：＿＿＿＿＿　　小组：＿＿＿＿＿

## 一、我们给机器的词

1. ＿＿＿＿＿　2. ＿＿＿＿＿　3. ＿＿＿＿＿

有这个词却不谈这件事的句子：＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿

## 二、四格表

| | 人说谈 | 人说不谈 | 合计 |
|---|---|---|---|
| 机器说谈 | | | |
| 机器说不谈 | | | |
| 合计 | | | 64 |

查准 = ＿＿ ÷ ＿＿ = ＿＿％　　查全 = ＿＿ ÷ ＿＿ = ＿＿％

## 三、一半修改，一半评

| 词 | 前一半：找到、人说、都说 | 后一半：找到、人说、都说 |
|---|---|---|
| 创新 | | |
| | | |
| | | |

## 四、记住

- 查准问“找到的对不对”，查全问“该找的找到没有”。
- 修改和评判不能用同样的句子。
"""

# %% [markdown] lang="en" part="handout"
"""
# Lesson 6, handout　The dictionary and us

Seat: ________　　Group: ________

## 1. The words we give the machine

1. ________　2. ________　3. ________

A sentence that has the word and is about something else: ____________________

## 2. Four cells

| | person: yes | person: no | all |
|---|---|---|---|
| machine: yes | | | |
| machine: no | | | |
| all | | | 64 |

precision = ____ ÷ ____ = ____ per cent　　recall = ____ ÷ ____ = ____ per cent

## 3. Mend on one half, judge on the other

| words | first half: found, person, both | second half: found, person, both |
|---|---|---|
| 创新 | | |
| | | |
| | | |

## 4. To remember

- Precision: is what was found right? Recall: was what should be found found?
- Sentences for mending are not those for judging.
"""

# %% [markdown] lang="zh" part="slides"
"""
# 第 6 课　词典与我们

机器什么时候读错？

## 你会给机器哪几个词？

写三个。再想一句：有这个词，却不谈这件事。

## 查准和查全

找到的，对不对？　该找的，找到没有？

## 读错的句子

“体制机制创新”：是科技创新吗？

## 一半修改，一半评

改满意了，再看后一半，**一次**

## 收尾

什么时候要查全，什么时候要查准？
"""

# %% [markdown] lang="en" part="slides"
"""
# Lesson 6　The dictionary and us

When does the machine misread?

## Which words would you give it?

Write three. Then a sentence that has the word and is about something else.

## Precision and recall

Is what was found right?　Was what should be found found?

## Where it misreads

体制机制创新: is that innovation and industry?

## Mend on one half, judge on the other

When you are content, look at the second half, **once**

## Closing

When does one want recall, when precision?
"""

# %% [markdown] lang="zh" part="teacher"
"""
# 第 6 课　词典与我们：教师用页

## 目标

学生会算查准、查全；会读机器读错的句子；知道为什么不能在修改的句子上评判。

## 时间

| 分钟 | 做什么 | 学生手里 |
|---|---|---|
| 5 | 写三个词 | 讲义一 |
| 10 | 人读的，机器读的，读错的句子 | 笔记本，讲义二 |
| 15 | 一半修改，一半评 | 笔记本，讲义三 |
| 10 | 练习三题 | 笔记本 |
| 5 | 每组一个词，交作业 | 讲义四 |

若第 5 课有全班的编码，把 `coding collect` 写出的 `coded_sentences.csv` 读进来，用多数代替那位编码员。

## 容易出错的地方

- 两个率的分母弄反：提示会说。
- 看了后一半再回头改词：那就没有“另一半”了。
- 一味加词：查全升，查准降。

## 预期的回答

- 查准 10 ÷ 11，查全 10 ÷ 14。
- 加“产业”后，前一半 10 句全找到，后一半只对 4 句。
- 若有人说“这位编码员也可能错”：对，所以要几个人编（第 5 课）。

## 没有电脑时

发 16 句打印稿，一组当机器，只看有没有那个词；一组当人，读了再定；填四格表，算两个率。
"""

# %% [markdown] lang="en" part="teacher"
"""
# Lesson 6　The dictionary and us: teacher's page

## Aims

Students compute precision and recall, read what the machine misreads, and know why one does not judge on the sentences one mended with.

## Timing

| minutes | what | in hand |
|---|---|---|
| 5 | write three words | handout 1 |
| 10 | the person, the machine, where it misreads | notebook, handout 2 |
| 15 | mend on one half, judge on the other | notebook, handout 3 |
| 10 | three exercises | notebook |
| 5 | a word a group; hand in | handout 4 |

With codings of your class from lesson 5, read the `coded_sentences.csv` that `coding collect` wrote, and take its majority instead of the one coder.

## What goes wrong

- The two denominators are swapped: a hint says so.
- Somebody looks at the second half and goes back to mend: then there is no other half.
- Words are added and added: recall rises, precision falls.

## Answers to expect

- Precision 10 ÷ 11, recall 10 ÷ 14.
- With 产业 all 10 of the first half are found, and in the second only 4 are right.
- “The coder may be wrong too”: yes, and so several people code (lesson 5).

## Without computers

Hand out 16 sentences on paper. One group is the machine and looks for the word only; the other reads and decides; fill in the four cells and work out both.
"""
