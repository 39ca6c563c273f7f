"""How the time of extraction grows with the length of hostile text: ``python -m benchmarks.growth``.

For each pattern the text is made of ever more repeats; the last column is the time of the longest text over that of the
text half as long. 2 is linear, 4 is quadratic. Figures of one run on one machine: only the ratios tell something.
"""

from datetime import date
from time import perf_counter

from pipeline import extract

HOSTILE = (
    *("1", "-", " ", "(", "((a) ", "1.", "1/", "%", "a.", "N.", "\n", "A", "từ ", "đến năm ", "quý I và ", "lần lượt "),
    *("ngày 1/1, ", "12,5% ", "tăng 5%, ", "Nghị quyết số ", "04-NQ/TU, ", "UBND ", "Sở Y tế và ", "xã Nà Hỳ, "),
    *("Nguyễn Văn ", "như A, "),
)
LENGTHS = (10_000, 20_000, 40_000)


def seconds(text: str) -> float:
    """The best of three runs, in seconds."""
    best = float("inf")
    for _ in range(3):
        begun = perf_counter()
        extract(text, published=date(2024, 6, 15))
        best = min(best, perf_counter() - begun)
    return best


def main() -> None:
    """Print a row a pattern: seconds at each length in characters, and the growth at the last doubling."""
    extract("mở đầu")  # loads rules and word lists
    print(f"{'repeated':<20}" + "".join(f"{length:>12,}" for length in LENGTHS) + f"{'growth':>9}")
    for piece in HOSTILE:
        times = [seconds(piece * (length // len(piece))) for length in LENGTHS]
        print(f"{piece!r:<20}" + "".join(f"{time:>12.3f}" for time in times) + f"{times[-1] / times[-2]:>9.2f}")


if __name__ == "__main__":
    main()
