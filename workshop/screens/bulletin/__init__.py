"""The next bulletin: what is proposed, edited and put in order before it is issued."""
