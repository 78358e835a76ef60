"""`python -m planhjul` is the command line."""

from planhjul.cli import main

if __name__ == "__main__":
    main()
