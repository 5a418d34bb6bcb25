"""Locks or opens with a pass phrase: bytes in from a pipe, bytes out through another, no more."""

import json
import resource
import sys

from pyrage import passphrase

MEMORY = 1536 * 2**20  # bytes: what the heaviest lock takes that is opened, and the file
SECONDS = 40  # of the processor
SHUT = 3


def bind() -> None:
    """From here on the kernel gives no more than this, and no byte to any file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    bind()
    phrase = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    try:
        made = (passphrase.encrypt if sys.argv[1] == "lock" else passphrase.decrypt)(data, phrase)
    except Exception:  # noqa: BLE001  # pyrage raises a class of its own for each reason
        return SHUT
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
