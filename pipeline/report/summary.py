"""What a run did, for the person who started it."""

from pipeline.batch.summary import Summary
from pipeline.record import LABELS
from pipeline.report.layout import columns


def summary_text(summary: Summary, output: str, errors: str | None) -> str:
    """Write the counts of a run, its first errors, and where everything is."""
    in_folder = summary.total is not None
    outcomes = [(summary.records, "records")]
    if in_folder:
        outcomes += [(summary.known, "done before"), (summary.duplicates, "duplicates")]
    outcomes.append((summary.failed, "errors"))
    rows = [
        ("articles", str(summary.articles)),
        *((what, str(count)) for count, what in outcomes),
        *((label, str(summary.mentions[label])) for label in LABELS),
        ("mentions", str(summary.mentions.total())),
        ("time", f"{summary.seconds:.1f} s"),
        ("speed", f"{summary.rate:.1f} articles/s" if summary.seconds else "-"),
    ]
    lines = [f"{failure.file}: {failure.error}: {failure.message}" for failure in summary.failures]
    if (more := summary.failed + summary.other_errors - len(summary.failures)) > 0:
        lines.append(f"… and {more} errors more")
    lines += columns(rows)
    if summary.other_errors:
        lines.append(f"{summary.other_errors} errors in metadata or folders, which concern no single article")
    if summary.skipped:
        kinds = ", ".join(f"{count} {suffix or 'without suffix'}" for suffix, count in sorted(summary.skipped.items()))
        lines.append(f"{summary.skipped.total()} files in the folders are no articles by their name: {kinds}")
    if in_folder:
        near = "" if summary.near is None else f", {summary.near} of them nearly another's text"
        lines.append(f"the folder holds {summary.total} records in {summary.shards} files{near}")
    if summary.stopped is not None:
        lines.append("stopped; run again to go on")
    else:
        lines.append(f"{summary.articles} articles = " + " + ".join(f"{count} {what}" for count, what in outcomes))
    lines.append(f"records in {'stdout' if output == '-' else output}" + (f", errors in {errors}" if errors else ""))
    return "\n".join(lines)
