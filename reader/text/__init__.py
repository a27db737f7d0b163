"""From characters to spans: canonical text, language, sentences, words, boilerplate. Linear in the text."""
