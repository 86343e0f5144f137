# What can be done with this project. Everything happens in run.py, so that it also works without make.

PYTHON ?= python3
# Passed on to what the target runs: make test ARGS="-k parsing"
ARGS ?=

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: report tables charts chart kwic new check phrases count coding explore lab start doctor reset classroom test notebooks renew lint benchmarks lock setup clean help

# 读讲话，写出全部表和图（figures/）
# Read the speeches and write every table and chart (figures/)
report:
	@$(PYTHON) run.py report $(ARGS)

# 只写表
# Write the tables only
tables:
	@$(PYTHON) run.py tables $(ARGS)

# 只画图
# Write the charts only
charts:
	@$(PYTHON) run.py charts $(ARGS)

# 为自己的报告画一张图：make chart ARGS="compare_terms --width 12cm"，全部图名：ARGS=--list
# Draw one chart for a report of your own: make chart ARGS="compare_terms --width 12cm", or ARGS=--list
chart:
	@$(PYTHON) run.py chart $(ARGS)

# 列出一个词的每一处和前后文：make kwic ARGS=创新
# Show every place of a word with what stands around it: make kwic ARGS=创新
kwic:
	@$(PYTHON) run.py kwic $(ARGS)

# 建一个自己的语料文件夹：make new ARGS=my-corpus
# Make a corpus folder of your own: make new ARGS=my-corpus
new:
	@$(PYTHON) run.py new $(ARGS)

# 自己的文件或语料里读出了什么：make check ARGS=my-speeches.txt
# Say what is found in a document or corpus of your own: make check ARGS=my-speeches.txt
check:
	@$(PYTHON) run.py check $(ARGS)

# 从语料里找可以收进提法表的固定说法：make phrases ARGS=my-corpus
# Propose set phrases of a corpus for its phrase list: make phrases ARGS=my-corpus
phrases:
	@$(PYTHON) run.py phrases $(ARGS)

# 数任意大小的语料：make count ARGS="my-corpus --workers 2"
# Count a corpus of any size: make count ARGS="my-corpus --workers 2"
count:
	@$(PYTHON) run.py count $(ARGS)

# 请全班手工编码：make coding ARGS="new my-corpus"，收齐后 ARGS="collect coding"
# Let a class code sentences by hand: make coding ARGS="new my-corpus", then ARGS="collect coding"
coding:
	@$(PYTHON) run.py coding $(ARGS)

# 在浏览器里查词，不用写代码：make explore ARGS=my-corpus
# Explore the speeches in the browser, without code: make explore ARGS=my-corpus
explore:
	@$(PYTHON) run.py explore $(ARGS)

# 在 JupyterLab 里打开笔记本
# Open the notebooks in JupyterLab
lab:
	@$(PYTHON) run.py lab $(ARGS)

# 显示 start.bat、start.command、start.sh 打开的菜单
# Show the menu that start.bat, start.command and start.sh open
start:
	@$(PYTHON) run.py start

# 检查这台电脑，一行一项
# Check this machine, one line a check
doctor:
	@$(PYTHON) run.py doctor

# 把笔记本恢复原样，你改过的一份留着：make reset ARGS=03
# Restore a notebook as it came, and keep your copy: make reset ARGS=03
reset:
	@$(PYTHON) run.py reset $(ARGS)

# 打包给全班，带上安装包，不联网的电脑也能装：make classroom ARGS="windows macos linux"
# Make the zip for a class, with packages for machines without a network: make classroom ARGS="windows macos linux"
classroom:
	@$(PYTHON) run.py classroom $(ARGS)

# 检查写法，跑全部测试；只跑一部分：make test ARGS="-k parsing"
# Check the style and run all tests; some of them: make test ARGS="-k parsing"
test:
	@$(PYTHON) run.py test $(ARGS)

# 重新运行笔记本，连同输出存好
# Run the notebooks again and store them with their output
notebooks:
	@$(PYTHON) run.py notebooks $(ARGS)

# 从源文件重做课程各页、编码手册和各页提示
# Renew the pages of the course, the codebook and the pages of messages from their sources
renew:
	@$(PYTHON) run.py renew $(ARGS)

# 只检查写法
# Check the style only
lint:
	@$(PYTHON) run.py lint $(ARGS)

# 量速度和内存，同最简单的脚本比
# Measure speed and memory against the plain script
benchmarks:
	@$(PYTHON) run.py benchmarks $(ARGS)

# 按 pyproject.toml 更新 requirements.txt；要最新版本：make lock ARGS=--upgrade
# Renew requirements.txt from pyproject.toml; newest versions: make lock ARGS=--upgrade
lock:
	@$(PYTHON) run.py lock $(ARGS)

# 只建 .venv（各命令需要时会自己建）
# Make .venv and nothing else (every target does it when needed)
setup:
	@$(PYTHON) run.py setup

# 删去 .venv 和缓存
# Remove .venv and the caches
clean:
	@$(PYTHON) run.py clean

# 显示这张表
# Show this list
help:
	@$(PYTHON) run.py help
