"""What the console works at: a live session with its unsent line and its appendix on disk."""
