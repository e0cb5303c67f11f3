"""`python -m engine_server --port 0 --mode busy`: prints its address, ends with its input."""

import argparse
import sys

from engine_server import MODES, SERVICES, EngineServer


def main() -> None:
    """Serve until standard input ends, which it does when the parent is killed."""
    parser = argparse.ArgumentParser(prog="engine_server")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--mode", choices=MODES, default="ok")
    parser.add_argument("--service", choices=("all", *SERVICES), default="all")
    parser.add_argument("--per-second", type=float)
    parser.add_argument("--capacity", type=float, default=1)
    given = parser.parse_args()
    with EngineServer(given.port) as server:
        if given.per_second:
            server.allow(given.per_second, given.capacity, given.service)
        else:
            server.set(given.mode, given.service)
        print(server.address, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
