"""``python -m benchmarks``; the processes that are measured import this file too, and nothing with it."""

if __name__ == "__main__":
    from benchmarks.command import main

    main()
