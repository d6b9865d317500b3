# The working day of the project; `make` alone lists it.
PLANS ?= plans
OUT ?= build
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
.DEFAULT_GOAL := help

.PHONY: help setup graph docs test fuzz lint types bench wheel clean

help:  ## list the commands / 列出命令
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

$(BIN)/.run: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "安装依赖…… installing what is needed (once)" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[tables]'
	@touch $@

$(BIN)/.dev: $(BIN)/.run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

setup: $(BIN)/.run  ## make the virtual environment / 准备环境

graph: $(BIN)/.run  ## build the graph: make graph PLANS=folder OUT=build / 构建图谱
	@$(BIN)/python build_graph.py build "$(PLANS)" --out "$(OUT)"

docs: graph  ## the handbook with live results, in OUT/docs / 使用手册，含各查询的结果
	@$(BIN)/python build_graph.py docs --out "$(OUT)"

test: $(BIN)/.dev  ## run all tests / 运行全部测试
	@$(BIN)/python -m pytest

fuzz: $(BIN)/.dev  ## strange files by the thousand, for readers and structure / 长时间模糊测试
	@HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest tests/read/test_fuzz.py tests/read/test_pages_fuzz.py tests/read/test_properties.py tests/structure

lint: $(BIN)/.dev  ## style and types / 检查代码
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: $(BIN)/.dev  ## speed as ratios against a peer / 性能对比
	@$(BIN)/python benchmarks/build.py
	@$(BIN)/python build_graph.py build plans --out $(OUT)/bench
	@$(BIN)/python benchmarks/corpus.py $(OUT)/bench/graph.nq 100 $(OUT)/bench/hundred.nq
	@$(BIN)/python benchmarks/queries.py $(OUT)/bench/hundred.nq
	@$(BIN)/python benchmarks/pages.py

wheel: $(BIN)/.dev  ## build the wheel and try it alone / 打包并单独试用
	@rm -rf dist
	@$(BIN)/python -m build --wheel --outdir dist . >/dev/null
	@$(BIN)/python tests/wheel_smoke.py dist

clean:  ## remove what was built / 清除产物
	@rm -rf $(OUT) dist
