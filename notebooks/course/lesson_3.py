# Lesson 3. Both languages; built by `python run.py renew` (analysis/course/lessons.py says how to read this).

# %% [markdown] lang="zh"
"""
# 第 3 课　什么是词

**问题：一个词到哪里结束，由谁来定？**

**新概念：** 分词（把句子切成词）；提法表（整个留下的固定说法）；整词（切出来没有断开的提法）。

## 开始（5 分钟）

合上电脑。讲义上有三句话，各自用竖线切成词，再同邻座比：你们有几处切得不一样？
"""

# %% [markdown] lang="en"
"""
# Lesson 3　What is a word

**Question: where does a word end, and who decides?**

**New ideas:** segmentation (cutting a sentence into words); a list of phrases (fixed wordings kept whole); a whole phrase (one that comes out uncut).

## Starter (5 minutes)

Computers closed. The handout has three sentences: cut each into words with strokes, then compare with your neighbour. In how many places do you differ?
"""

# %%
import sys

sys.path.insert(0, "../../..")  # PROJECT
from analysis.course import check, progress, start
from analysis.course.trials import count_word, cut
from analysis.results import Results

start("LANGUAGE")
results = Results()
print(len(results.speeches))

# %% [markdown] lang="zh"
"""
**看到：** 四篇讲话摘录，一共 64 句。出现这个数，第一格就成了。

## 动手（25 分钟）

### 机器怎么切

取讲义上的第二句，让结巴（最常用的分词程序）切。
"""

# %% [markdown] lang="en"
"""
**What we see:** excerpts of four speeches, 64 sentences in all. Once this number is there, the first box has worked.

## Work (25 minutes)

### How a machine cuts

Take the second sentence of the handout and let jieba, the most widely used program, cut it.
"""

# %%
sentence = "要以科技创新引领产业创新，积极培育和发展新质生产力。"
alone = cut(results, sentence, "jieba")
print(len(alone), " | ".join(alone))

# %% [markdown] lang="zh"
"""
**看到：** 结巴切成 13 个词。“新质生产力”成了“新质”和“生产力”，“科技创新”成了“科技”和“创新”。你切的时候也断开了吗？

### 先认提法

再切一次，先把提法表里的说法整个留下。
"""

# %% [markdown] lang="en"
"""
**What we see:** jieba makes 13 words. 新质生产力 became 新质 and 生产力, 科技创新 became 科技 and 创新. Did you cut them too?

### Phrases first

Once more, with the wordings of the phrase list kept whole.
"""

# %%
ours = cut(results, sentence)
print(len(ours), " | ".join(ours))

# %% [markdown] lang="zh"
"""
**看到：** 现在是 10 个词，三个提法都完整。没有哪一种是“对的”：要数提法，就该整个留下；要数“创新”这个词，切开反而数得全。

### 切法改变次数

同一个词“创新”，两种切法各数到几次？
"""

# %% [markdown] lang="en"
"""
**What we see:** now there are 10 words, and all three phrases are whole. Neither is “right”: to count phrases, keep them whole; to count the word 创新, cutting finds more.

### Cutting changes the count

The same word 创新 (innovation): how often does each way find it?
"""

# %%
print("jieba", count_word(results, "创新", "jieba"))
print("list ", count_word(results, "创新"))

# %% [markdown] lang="zh"
"""
**看到：** 结巴数到 16 次，提法优先只数到 2 次，因为其余的都在“科技创新”这样的提法里。报告一个次数，要写明怎么切的。

### 收一条自己的提法

“重大改革”不在表里。把它收进去，看“改革”的次数怎么变。
"""

# %% [markdown] lang="en"
"""
**What we see:** jieba finds 16, phrases first finds 2, because the others stand within phrases such as 科技创新. Who reports a count must say how the text was cut.

### A phrase of your own

重大改革 (major reforms) is not in the list. Take it in and watch the count of 改革 (reform).
"""

# %%
mine = ["重大改革"]
print("重大改革", count_word(results, "重大改革"), "→", count_word(results, "重大改革", own=mine))
print("改革", count_word(results, "改革"), "→", count_word(results, "改革", own=mine))

# %% [markdown] lang="zh"
"""
**看到：** “重大改革”从 0 次变成 3 次，“改革”从 4 次变成 1 次。一个词多了，另一个就少了：文本没有变，变的是我们的约定。把 `mine` 换成你们小组的提法，再运行。

## 练习（10 分钟）

**1.** `"长三角区域要加强生态环境共保联治。"` 用提法优先切，得到几个词（不算标点）？在新格子里用 `cut` 试一试，把数写在 `None` 的位置。
"""

# %% [markdown] lang="en"
"""
**What we see:** 重大改革 goes from 0 to 3, 改革 from 4 to 1. What one word gains another loses: the text has not changed, our convention has. Put a phrase of your group in `mine` and run the box again.

## Exercises (10 minutes)

**1.** How many words does phrases first make of `"长三角区域要加强生态环境共保联治。"` (without punctuation)? Try `cut` in a new box, and write the number in place of `None`.
"""

# %%
my_number = None  # answer: 6
check("L3.1", my_number)

# %% [markdown] lang="zh"
"""
**2.** 找一个提法：提法优先整个留下，结巴却一次也没有认出来。例如“科技创新”；请找另一个。
"""

# %% [markdown] lang="en"
"""
**2.** Find a phrase that phrases first keeps whole and jieba never finds. 科技创新 is one; find another.
"""

# %%
my_phrase = None  # answer: "新质生产力"
check("L3.2", my_phrase)

# %% [markdown] lang="zh"
"""
**3.** 写一句话：“创新”在这几篇讲话里说了多少次？要有数、出处，还要写明怎么切的、这个数能说明什么。
"""

# %% [markdown] lang="en"
"""
**3.** Write a sentence: how often do these speeches say 创新? Give a number, the source, how the text was cut, and how far the number goes.
"""

# %% lang="zh"
my_sentence = None  # answer: "四篇讲话摘录里，按提法优先切，“创新”单独出现只有 2 次；换一种切法，数会不同。"
check("L3.3", my_sentence)

# %% lang="en"
my_sentence = None  # answer: "In these excerpts 创新 stands only 2 times by itself, phrases first."
check("L3.3", my_sentence)

# %% [markdown] lang="zh"
"""
## 收尾（5 分钟）

一个词到哪里结束，是约定，不是发现。一人说一条：你们组收了哪个提法，哪个数因此变了？下面写上座位号，交作业。
"""

# %% [markdown] lang="en"
"""
## Closing (5 minutes)

Where a word ends is a convention, not a discovery. In turn: which phrase did your group take in, and which number changed? Write the number of your seat below to hand in.
"""

# %%
my_seat = None
progress(my_seat)

# %% [markdown] lang="zh" part="handout"
"""
# 第 3 课讲义　什么是词

座位号：＿＿＿＿＿　　同座：＿＿＿＿＿

## 一、用竖线切成词（5 分钟）

1. 长三角区域要加快完善一体化发展体制机制。

2. 要以科技创新引领产业创新，积极培育和发展新质生产力。

3. 要坚持统筹发展和安全，提升能源资源等重点领域安全保障能力。

## 二、同邻座比

| 句 | 我切成几个词 | 邻座切成几个 | 不一样的地方 |
|---|---|---|---|
| 1 | | | |
| 2 | | | |
| 3 | | | |

## 三、机器怎么切第 2 句

| | 几个词 | “新质生产力”是一个词吗 |
|---|---|---|
| 我 | | |
| 结巴 | | |
| 提法优先 | | |

## 四、我们组收的提法

提法：＿＿＿＿＿＿＿＿　收进前 ＿＿ 次，收进后 ＿＿ 次；因此变少的词：＿＿＿＿＿

## 五、记住

- 分词：把句子切成词。中文不写空格，所以由人或程序来定。
- 提法表：一张表，表里的说法整个留下。
- 报告次数，要写明怎么切的。
"""

# %% [markdown] lang="en" part="handout"
"""
# Lesson 3, handout　What is a word

Seat: ________　　With: ________

## 1. Cut into words with strokes (5 minutes)

1. 长三角区域要加快完善一体化发展体制机制。

2. 要以科技创新引领产业创新，积极培育和发展新质生产力。

3. 要坚持统筹发展和安全，提升能源资源等重点领域安全保障能力。

## 2. Compare with your neighbour

| sentence | my words | neighbour's words | where we differ |
|---|---|---|---|
| 1 | | | |
| 2 | | | |
| 3 | | | |

## 3. How machines cut sentence 2

| | how many words | is 新质生产力 one word? |
|---|---|---|
| I | | |
| jieba | | |
| phrases first | | |

## 4. The phrase of our group

Phrase: ____________　before: ____ times, after: ____ times; the word that lost: ____________

## 5. To remember

- Segmentation: cutting a sentence into words. Chinese writes no spaces, so a person or a program decides.
- A list of phrases: the wordings in it are kept whole.
- Who reports a count says how the text was cut.
"""

# %% [markdown] lang="zh" part="slides"
"""
# 第 3 课　什么是词

一个词到哪里结束，由谁来定？

## 开始：切三句话

合上电脑，用竖线切，5 分钟。再同邻座比：几处不一样？

## 机器也要切

- 结巴：查词典，猜
- 提法优先：先认提法表，剩下的交给结巴

## 同一个词，两个数

“创新”：结巴 16 次，提法优先 2 次。哪个对？

## 练习

三道题，10 分钟。错了看提示，第三次会告诉你到哪里找。

## 收尾

词的边界是约定。**报告次数，写明怎么切的。**
"""

# %% [markdown] lang="en" part="slides"
"""
# Lesson 3　What is a word

Where does a word end, and who decides?

## Starter: cut three sentences

Computers closed, strokes on paper, 5 minutes. Then compare: where do you differ?

## Machines must cut too

- jieba: looks up a dictionary, and guesses
- phrases first: keeps the phrases of a list, and leaves the rest to jieba

## One word, two numbers

创新: 16 by jieba, 2 by phrases first. Which is right?

## Exercises

Three, 10 minutes. A wrong answer gets a hint; the third says where to look.

## Closing

The edge of a word is a convention. **Who reports a count says how the text was cut.**
"""

# %% [markdown] lang="zh" part="teacher"
"""
# 第 3 课　什么是词：教师用页

## 目标

学生能说出：中文的词要由人或程序来切；切法改变次数；报告次数时写明切法。

## 时间

| 分钟 | 做什么 | 学生手里 |
|---|---|---|
| 5 | 开始：切三句，比一比 | 讲义一、二 |
| 25 | 动手：结巴、提法优先、次数、自己的提法 | 笔记本，讲义三、四 |
| 10 | 练习三题 | 笔记本 |
| 5 | 收尾：每组说一条，交作业 | 讲义五 |

## 容易出错的地方

- 学生想知道“标准答案”。没有：问他“你要数什么”，再定怎么切。
- 数词时把标点也算进去。`cut` 不给标点。
- `mine = [重大改革]` 少引号：会提示 `"重大改革"`。
- 自己的提法在文中没有，次数是 0：先在讲话里找到原句再收。

## 预期的回答

- 第 1 句容易不同的是“一体化发展体制机制”：“一体化 / 发展”“体制 / 机制”可以切开，也可以不切。
- 第 2 句，机器给 13 个和 10 个词；人的可以更多，也可以更少。
- “哪个次数对？”：两个都对，回答的不是同一个问题。

## 没有电脑时

把讲义上三句剪成字条。一组当“结巴”：只许留两个字的词（除非词典里有更长的，由教师读出）；一组当“提法优先”：先按黑板上的提法表圈出提法。两组数“创新”，把数写在黑板上，再讨论。
"""

# %% [markdown] lang="en" part="teacher"
"""
# Lesson 3　What is a word: teacher's page

## Aims

Students can say that Chinese words are cut by somebody or something, that cutting changes counts, and that a count is reported with the way of cutting.

## Timing

| minutes | what | in hand |
|---|---|---|
| 5 | starter: cut three sentences, compare | handout 1, 2 |
| 25 | work: jieba, phrases first, counts, a phrase of one's own | notebook, handout 3, 4 |
| 10 | three exercises | notebook |
| 5 | closing: each group tells one thing; hand in | handout 5 |

## What goes wrong

- Students want the “right answer”. There is none: ask what they want to count, then decide how to cut.
- Punctuation is counted as a word. `cut` leaves it out.
- `mine = [重大改革]` without quotation marks: the error says `"重大改革"`.
- A phrase of their own that the text does not have gives 0: find its sentence first.

## Answers to expect

- In sentence 1 it is 一体化发展体制机制 that can be cut or kept.
- For sentence 2 the machines give 13 and 10 words; people may have more or fewer.
- “Which count is right?”: both; they answer different questions.

## Without computers

Cut the three sentences of the handout into strips. One group is jieba: it keeps words of two characters only, unless the teacher reads a longer one from the dictionary. The other circles the phrases of a list on the board first. Both count 创新, write the numbers on the board, and discuss.
"""
