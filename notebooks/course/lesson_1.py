# Lesson 1, without Python. Both languages; built by `python run.py renew`.

# %% [markdown] lang="zh" part="handout"
"""
# 第 1 课讲义　读一遍，再数

座位号：＿＿＿＿＿　　我们组的讲话：□ 长江经济带　□ 长三角　□ 中部　□ 西部

## 一、读一遍（10 分钟）

读完你们组的一篇。用笔划出你觉得要紧的三句。

## 二、猜三件事（先写，再看）

| | 我猜 | 报告页上 |
|---|---|---|
| 这一篇说得最多的词 | | |
| 有几句谈到“生态环境与绿色发展” | | |
| “改革”（字串）在四篇里一共几处 | | |

## 三、从数到句子

在报告页上查一个词：＿＿＿＿＿　一共 ＿＿ 处。我选的一处：

日期 ＿＿＿＿＿＿　第 ＿＿ 段　原文第 ＿＿ 行：＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿

## 四、两栏

| 读能看见，数看不见 | 数能看见，读看不见 |
|---|---|
| | |
| | |

## 五、记住

- 语料：拿来一起分析的文本；这里是四篇讲话的摘录，共 64 句。
- 次数：一个词出现几次；处数背后都有句子。
- 摘录里没有的，数不到；说得多，不等于重视。
"""

# %% [markdown] lang="en" part="handout"
"""
# Lesson 1, handout　Read, then count

Seat: ________　　Our speech: □ Economic Belt　□ Delta　□ Central China　□ West

## 1. Read (10 minutes)

Read the speech of your group. Mark the three sentences that matter most to you.

## 2. Guess three things (write first, look later)

| | my guess | on the report page |
|---|---|---|
| the word this speech says most | | |
| sentences on ecology and green development | | |
| places of the string 改革 (reform) in all four | | |

## 3. From a number to its sentence

On the report page look up a word: ________　____ places. The one I chose:

date ________　paragraph ____　line ____ of the document: ______________________________

## 4. Two columns

| reading shows it, counting does not | counting shows it, reading does not |
|---|---|
| | |
| | |

## 5. To remember

- A corpus: the texts analysed together; here excerpts of four speeches, 64 sentences.
- A count: how many times a word occurs; behind every place is a sentence.
- What the excerpts leave out cannot be counted; to say a thing often is not to value it.
"""

# %% [markdown] lang="zh" part="slides"
"""
# 第 1 课　读一遍，再数

数，能看见什么读看不见的？

## 读一遍

一组一篇，10 分钟，划出三句

## 先猜，后看

最常说的词？几句谈生态？“改革”几处？

## 报告页

搜一个词：几处，在哪篇，原句是什么

## 两栏

读能看见的｜数能看见的

## 收尾

**说得多，不等于重视。** 每个数背后都有句子。
"""

# %% [markdown] lang="en" part="slides"
"""
# Lesson 1　Read, then count

What does counting show that reading does not?

## Read

One speech a group, 10 minutes, mark three sentences

## Guess first, look later

The most frequent word? Sentences on ecology? Places of 改革?

## The report page

Look up a word: how many places, in which speech, in which sentence

## Two columns

What reading shows, what counting shows

## Closing

**To say a thing often is not to value it.** Behind every number are sentences.
"""

# %% [markdown] lang="zh" part="teacher"
"""
# 第 1 课　读一遍，再数：教师用页

**新概念：** 语料（一起分析的文本）；次数（出现几次）；出处（哪篇、哪天、哪一行）。

## 目标

学生知道数从句子里来，能从报告页上的一个数回到原句；说得出读和数各看见什么。本课不用 Python。

## 课前

运行 `python -m analysis report`，打开 `figures/report.zh.html` 试一试搜索；把四篇讲话的原文 `data/raw/regional_symposia_2023_2024.txt` 按篇印好，每人一篇。

## 时间

| 分钟 | 做什么 | 学生手里 |
|---|---|---|
| 5 | 分组，发讲话和讲义；说明材料是摘录 | 讲话一篇 |
| 10 | 读一遍，划三句 | 讲话 |
| 5 | 猜三件事，先写下 | 讲义二 |
| 10 | 投影报告页，逐一查看 | 讲义二 |
| 10 | 练习：自己查一个词，回到原句；填两栏 | 讲义三、四 |
| 5 | 每组说一条，收讲义 | 讲义五 |

## 容易出错的地方

- 边读边数，忘了读：先收起笔，读完再猜。
- 把“谈生态的句子”当成“有生态二字的句子”：前者按词典里的许多说法。
- 从次数直接说“重视”：问“文本里哪一句这样说？”

## 预期的回答

- 各篇最常说的词多是“坚持”“加强”“推动”一类的动词，其次是“发展”和地区自己的名字：长江经济带说“坚持”9 次、“发展”7 次，长三角说“加强”13 次。
- 谈生态的句子：长江经济带 8，长三角 4，中部 2，西部 3。
- “改革”（字串）四篇一共 13 处。
- 读能看见：语气、先后、谁对谁说。数能看见：四篇之间的多少、自己没留意的词。

## 没有电脑时

把“生态”“改革”“发展”各在哪几句抄在黑板上，学生举手数，代替报告页。
"""

# %% [markdown] lang="en" part="teacher"
"""
# Lesson 1　Read, then count: teacher's page

**New ideas:** a corpus (texts analysed together); a count (how many times); a source (which speech, day and line).

## Aims

Students know that numbers come from sentences, go from a number on the report page back to its sentence, and can say what reading shows and what counting shows. No Python in this lesson.

## Before

Run `python -m analysis report`, open `figures/report.en.html` and try the search; print the document `data/raw/regional_symposia_2023_2024.txt` by speech, one each.

## Timing

| minutes | what | in hand |
|---|---|---|
| 5 | groups; speeches and handouts; say that these are excerpts | one speech |
| 10 | read, mark three sentences | speech |
| 5 | guess three things, in writing | handout 2 |
| 10 | the report page on the projector, one guess after the other | handout 2 |
| 10 | exercise: look up a word, back to its sentence; the two columns | handout 3, 4 |
| 5 | each group tells one; collect the handouts | handout 5 |

## What goes wrong

- Students count while reading: pens down, read, then guess.
- Sentences on ecology are taken for sentences with the characters 生态: the former follow many wordings of the dictionary.
- A count becomes “values”: ask which sentence of the text says so.

## Answers to expect

- The most frequent words are mostly verbs such as 坚持, 加强 and 推动, then 发展 and a region's own name: the Belt says 坚持 9 times and 发展 7 times, the Delta 加强 13 times.
- Sentences on ecology: Belt 8, Delta 4, Centre 2, West 3.
- The string 改革 has 13 places in all four.
- Reading shows tone, order, who speaks to whom. Counting shows how the four compare, and words one had not noticed.

## Without computers

Write on the board in which sentences 生态, 改革 and 发展 stand; students count by hands, in place of the report page.
"""
