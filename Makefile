.PHONY: test
test:
	.venv/bin/pytest -n 2 --dist=loadgroup
