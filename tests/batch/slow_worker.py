"""What a worker does that never ends with one article."""

from time import sleep

from pipeline.batch.extracting import _line


def line(item, **options):
    while item.article.text == "chậm":
        sleep(1)
    return _line(item, **options)


def page_line(item, **options):
    while "chậm".encode() in item.found.open().read():
        sleep(1)
    return _line(item, **options)
