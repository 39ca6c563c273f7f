"""Names by a token-classification model of Hugging Face's transformers: any that has a fast tokenizer.

Needs the extra ``hf``. Nothing is downloaded unless ``folder_of`` is told to, and no code of a model is run.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from pipeline.mentions.names.tagger.model import ModelError
from pipeline.mentions.names.tagger.tags import OUTSIDE, decode
from pipeline.mentions.page import Candidate, Page

_TOKENS = 512  # most in a window, whatever more a model could take: memory grows with their square
_WINDOWS = 8  # that the network sees at a time
_FILES = ["*.json", "*.txt", "*.model", "*.safetensors", "pytorch_model*.bin"]
_LABELS = {
    "PER": "PER", "PERSON": "PER", "ORG": "ORG", "ORGANIZATION": "ORG", "ORGANISATION": "ORG",
    "LOC": "LOC", "LOCATION": "LOC", "GPE": "LOC",
}  # fmt: skip
_PLACES_IN_NAME = {"B": "B", "I": "I", "M": "I", "E": "L", "L": "L", "S": "U", "U": "U"}

Offsets = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Model:
    """A loaded model; ``tags[i]`` is what its output ``i`` means to us, ``tokens`` the most that a window holds."""

    tokenizer: Any
    network: Any
    tags: tuple[str, ...]
    tokens: int


@dataclass(frozen=True, slots=True)
class _Window:
    """Tokens of one sentence by their ids, with their half-open spans in the page, empty for signs of the model."""

    ids: list[int]
    spans: Offsets


def transformed(page: Page, folder: str) -> Iterator[tuple[Candidate, float]]:
    """Every name that the model in ``folder`` sees, none overlapping another, with its probability.

    A word is what its first token is; a name is as sure as its least sure word. Raises ``ModelError``.
    """
    model = _load(folder)
    windows = _windows(page, model)
    while some := list(islice(windows, _WINDOWS)):
        for window, rows in zip(some, _probabilities(model, some), strict=True):
            yield from _names(page.text, window.spans, rows, model.tags)


def folder_of(name: str, *, download: bool = False) -> str:
    """The folder of a model: ``name`` itself, or that of the hub's model ``name`` on this machine.

    Only with ``download`` it is fetched from the hub. Raises ``ModelError``.
    """
    if Path(name).is_dir():
        return name
    try:
        from huggingface_hub import snapshot_download  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise _missing(error) from None
    try:
        return str(snapshot_download(name, local_files_only=not download, allow_patterns=_FILES))
    except Exception as error:
        if download:
            raise ModelError(f"{name}: not to be had from the hub: {_first(error)}") from None
        raise ModelError(f"{name}: no such folder, nor a model of the hub that is on this machine") from None


def _windows(page: Page, model: _Model) -> Iterator[_Window]:
    """Each sentence, cut to the model's length."""
    for start, end in page.sentences:
        encoded = model.tokenizer(
            [page.text[start:end]],
            truncation=True,
            max_length=model.tokens,
            return_overflowing_tokens=True,
            return_offsets_mapping=True,
        )
        for ids, offsets in zip(encoded["input_ids"], encoded["offset_mapping"], strict=True):
            yield _Window(ids, [(start + a, start + b) for a, b in offsets])


def _probabilities(model: _Model, windows: Sequence[_Window]) -> list[list[list[float]]]:
    """A row a token for each window, a figure for each output of the model."""
    import torch  # noqa: PLC0415 - an extra, and heavy
    from torch.nn.utils.rnn import pad_sequence  # noqa: PLC0415

    ids = [torch.tensor(window.ids) for window in windows]
    fill = model.tokenizer.pad_token_id or 0
    seen = pad_sequence([torch.ones_like(row) for row in ids], batch_first=True)
    with torch.inference_mode():
        scores = model.network(
            input_ids=pad_sequence(ids, batch_first=True, padding_value=fill), attention_mask=seen
        ).logits
    rows: list[list[list[float]]] = scores.softmax(-1).tolist()
    return [row[: len(window.ids)] for row, window in zip(rows, windows, strict=True)]


def _names(
    text: str, spans: Offsets, rows: Sequence[Sequence[float]], tags: Sequence[str]
) -> Iterator[tuple[Candidate, float]]:
    words = _words(text, spans, rows)
    best = [tags[max(range(len(row)), key=row.__getitem__)] for _, _, row in words]
    for label, first, last in decode(best):
        columns = [column for column, tag in enumerate(tags) if tag.endswith(label)]
        sure = min(sum(row[column] for column in columns) for _, _, row in words[first:last])
        yield Candidate(label, words[first][0], words[last - 1][1], f"{label.lower()}.transformer"), sure


def _words(text: str, spans: Offsets, rows: Sequence[Sequence[float]]) -> list[tuple[int, int, Sequence[float]]]:
    """Tokens joined to runs of letters and digits, with the figures of the first; some tokenizers count a space in."""
    words: list[tuple[int, int, Sequence[float]]] = []
    for (start, end), row in zip(spans, rows, strict=True):
        while start < end and text[start].isspace():
            start += 1  # noqa: PLW2901
        if start == end:
            continue
        before = words[-1][1] if words else -1
        if start < before or (start == before and text[start - 1].isalnum() and text[start].isalnum()):
            words[-1] = words[-1][0], max(before, end), words[-1][2]
        else:
            words.append((start, end, row))
    return words


def _tag(name: str) -> str:
    """What a model's tag means: "B-PERSON" is B-PER, "GPE" I-LOC, "B-MISC" no name."""
    place, _, kind = name.upper().replace("_", "-").partition("-")
    if not kind:
        place, kind = "I", place
    return f"{_PLACES_IN_NAME[place]}-{_LABELS[kind]}" if place in _PLACES_IN_NAME and kind in _LABELS else OUTSIDE


@cache
def _load(folder: str) -> _Model:
    """Read a model on first use, once a process."""
    try:
        from transformers import AutoModelForTokenClassification, AutoTokenizer  # noqa: PLC0415 - an extra, and heavy
    except ModuleNotFoundError as error:
        raise _missing(error) from None
    if not Path(folder).is_dir():
        raise ModelError(f"{folder}: no such folder")
    try:
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        network = AutoModelForTokenClassification.from_pretrained(folder, local_files_only=True).eval()
    except Exception as error:
        raise ModelError(f"{folder}: not a token-classification model: {_first(error)}") from None
    if not tokenizer.is_fast:
        raise ModelError(f"{folder}: its tokenizer does not tell where a token stands; a fast tokenizer is needed")
    config = network.config
    tags = tuple(_tag(config.id2label[index]) for index in range(config.num_labels))
    if set(tags) == {OUTSIDE}:
        raise ModelError(f"{folder}: none of its tags is of PER, ORG or LOC: {', '.join(config.id2label.values())}")
    # RoBERTa counts the positions of tokens from two.
    most = getattr(config, "max_position_embeddings", _TOKENS + 2) - 2
    return _Model(tokenizer, network, tags, min(_TOKENS, most, tokenizer.model_max_length))


def _missing(error: ModuleNotFoundError) -> ModelError:
    return ModelError(f"a transformer needs {error.name}, which is not installed: pip install 'tintinh[hf]'")


def _first(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
