"""One case on the screen: declaration, words, matrix, rubric, ethics."""
