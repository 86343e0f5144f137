# What goes with all lessons; built by `python run.py renew`.

# %% [markdown] lang="zh" part="guide"
"""
# 课程指南

八课，每课 45 分钟（第 5 课是两节连上）。材料是四篇讲话的摘录，共 64 句；每课只看用词，不评价讲话、政策或讲话人。

| 课 | 问题 | 学生做什么 | 要电脑吗 |
|---|---|---|---|
| 1 读一遍，再数 | 数，能看见什么读看不见的？ | 纸上读一篇，猜三件事，再看报告页 | 一台投影 |
| 2 第一格代码 | 谁说了我的词，在哪里？ | 查词，两行代码，弄坏再修好 | 是 |
| 3 什么是词 | 词到哪里结束，由谁定？ | 手切三句，同机器比，收一条提法 | 是 |
| 4 多少才算多 | 11 比 9 算多吗？ | 频率，手工洗 24 张纸条，机器洗一千次 | 是 |
| 5 我们来编码 | 我们读的一样吗？ | 各自编码，算一致，再谈再编 | 是 |
| 6 词典与我们 | 机器什么时候读错？ | 查准、查全，一半上修改，一半上评 | 是 |
| 7 特别在哪里 | 什么是特色，什么是碰巧？ | 手算 idf，名单同洗牌比 | 是 |
| 8 一张图，一段话 | 陌生人能核对我吗？ | 图、图注、八十个字，互相核对 | 是 |

## 课前（一天前）

1. 在一台电脑上从头做一遍：打开笔记本，全部运行，做一道题。
2. 打印讲义（每人一份），第 4 课另印纸条（每组一份）。
3. 排座位表：只用号码，不收姓名。

## 座位表

| 座位 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 |
|---|---|---|---|---|---|---|---|---|---|---|
| 小组 | | | | | | | | | | |
| 座位 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 |
| 小组 | | | | | | | | | | |
| 座位 | 21 | 22 | 23 | 24 | 25 | 26 | 27 | 28 | 29 | 30 |
| 小组 | | | | | | | | | | |

## 教室检查

- 每台电脑能打开 JupyterLab，第一格运行后显示 64。
- 能切换到英文输入法（引号、逗号）。
- 投影能看清一格代码；断网也能上课。
- 学生的文件存在哪里，下课怎样交（文件，或一行收据）。
- 备用：打印的讲话四份，剪刀，纸条。

## 收作业

学生在最后一格写座位号，得到一个结果文件和一行收据。把文件（或贴着收据的 .txt）放进一个文件夹，运行 `python -m analysis grade 文件夹`，得到 Excel：座位和题、试了几次、常见的错。答案由程序重新判，学生的代码不会被运行。校验码只防抄漏和随手改，不是锁。

## 知情说明（念给学生听）

我们只记座位号、答案和试了几次，不记姓名；用来看哪道题难，学期末删掉。不想交的人可以不交，不影响成绩。
"""

# %% [markdown] lang="en" part="guide"
"""
# Guide to the course

Eight lessons of 45 minutes (the fifth is a double one). The material is excerpts of four speeches, 64 sentences in all. Lessons look at wording only; they judge neither speeches nor policies nor speakers.

| lesson | question | students do | computers |
|---|---|---|---|
| 1 Read, then count | what does counting show that reading does not? | read one speech on paper, guess three things, then the report page | one, with a projector |
| 2 The first cell | who says my word, and where? | look up, two lines of code, break and mend | yes |
| 3 What is a word | where does a word end, who decides? | cut by hand, compare with machines, take in a phrase | yes |
| 4 How much is much | is 11 against 9 more? | rates, 24 slips shuffled by hand, a thousand by machine | yes |
| 5 We code | do we read the same thing? | code alone, compute agreement, talk, code again | yes |
| 6 The dictionary and us | when does the machine misread? | precision and recall; mend on one half, judge on the other | yes |
| 7 What marks each | what is special, what is chance? | idf by hand, a list against shuffles | yes |
| 8 One chart, one paragraph | can a stranger check me? | chart, caption, eighty characters; check each other | yes |

## The day before

1. Do the lesson on one computer: open the notebook, run all, answer one exercise.
2. Print the handouts (one each), for lesson 4 the slips (one set a group).
3. Make the list of seats: numbers only, no names.

## List of seats

| seat | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 |
|---|---|---|---|---|---|---|---|---|---|---|
| group | | | | | | | | | | |
| seat | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 |
| group | | | | | | | | | | |
| seat | 21 | 22 | 23 | 24 | 25 | 26 | 27 | 28 | 29 | 30 |
| group | | | | | | | | | | |

## Room check

- JupyterLab opens on every computer, and the first box shows 64.
- The keyboard can be switched to English (quotation marks, commas).
- One box of code can be read from the last row; the lesson works with the network off.
- It is known where students' files lie and how they are handed in (the file, or one line).
- In reserve: the four speeches on paper, scissors, slips.

## Handing in

In the last box students write the number of their seat and get a result file and a receipt of one line. Put the files (or a .txt with the receipts) into a folder and run `python -m analysis grade FOLDER`: an Excel file with seats and exercises, tries, and common mistakes. Answers are judged anew, and nobody's code is run. The checksum finds slips and casual changes; it is no lock.

## Consent (to be read out)

We keep the number of your seat, your answers and your tries, and no names. They show which exercise is hard, and are deleted at the end of term. Whoever prefers not to hand in need not, and it does not count against them.
"""

# %% [markdown] lang="zh" part="rubric"
"""
# 评分标准和样例

一句解释按四项各 0 至 2 分，共 8 分。样例是为示范写的，不是学生的作业。

| | 0 | 1 | 2 |
|---|---|---|---|
| 数 | 没有，或错 | 有数，没说单位或怎么数的 | 数对，写明单位和切法 |
| 出处 | 没有 | 只说“讲话” | 写明哪篇、日期或行号 |
| 分寸 | 当成定论 | 有“可能”，没有理由 | 写明为什么只能说到这里（摘录、分不出、日期） |
| 只说看得见的 | 推到重视、态度、成效 | 用词含糊 | 只说用词 |

## 好的

**8 分。**“2023 年 10 月讲话的摘录里，‘生态’作为字串有 11 处，洗牌一千次约有一百次也达到，所以同其他三篇分不出高下。”

**6 分。**“长江经济带的讲话里‘生态’有 11 处，别的三篇 9 处，只说摘录。” 缺：怎样判断多少。

## 要改的

**3 分。**“长江经济带生态很多，有 11 次。” 缺出处和分寸；“很多”同谁比？

**1 分。**“讲话最重视生态。” 没有数，而且把用词说成重视。

**2 分。**“p 小于 0.05，所以生态显著。” 没有数和出处；也没有说比了几个词。

## 一张图（第 8 课）

标题说发现（或“分不出”）；横轴有单位；图注写出处、长度和算法；图里的数能回到原句。各 2 分。
"""

# %% [markdown] lang="en" part="rubric"
"""
# Rubric and samples

A sentence of interpretation has four points of 0 to 2, 8 in all. The samples were written to show the rubric; they are no students' work.

| | 0 | 1 | 2 |
|---|---|---|---|
| number | none, or wrong | a number without its unit or way of counting | right, with unit and way of cutting |
| source | none | “the speech” only | which speech, its date or line |
| limit | told as settled | a “may” without a reason | says why no more can be said (excerpts, cannot be told, dates) |
| only what is seen | goes on to value, attitude, effect | vague | wording only |

## Good

**8 points.** “In the excerpts of the speech of October 2023 the string 生态 has 11 places; about a hundred of a thousand shuffles reach that, so it cannot be told from the other three.”

**6 points.** “The speech on the Belt has 生态 11 times, the other three 9, in the excerpts only.” Missing: how more or less was judged.

## To be mended

**3 points.** “The Belt has a lot of ecology, 11 times.” No source and no limit; a lot against what?

**1 point.** “The speech values ecology most.” No number, and wording is told as value.

**2 points.** “p is below 0.05, so ecology is significant.” No number and no source, nor how many words were compared.

## A chart (lesson 8)

The title says the finding (or “cannot be told”); the axis has its unit; the caption has source, lengths and way of counting; its numbers lead back to sentences. 2 points each.
"""
