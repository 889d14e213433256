"""Processes in the console: the list, one of them with its picture, the editor, publishing, files in and out."""
