"""The views of one case: declaration, words, matrix, rubric, ethics and what comes before judging."""
