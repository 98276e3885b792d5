"""`python -m lsc_adapters.cli`, for whoever has no script on the path."""

from lsc_adapters.cli.app import main

if __name__ == "__main__":
    main()
