"""What the language needs: aligned text, words, sentences, numbers, page furniture."""
