"""No table here: `desk` reads several apps and writes none."""
