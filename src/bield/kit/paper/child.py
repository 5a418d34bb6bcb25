"""The press itself: words in from a pipe, a document out through another, and nothing else."""

import json
import resource
import sys

LARGEST = 0  # bytes that this process may write to any file: none
SECONDS = 50  # of the processor


def bind() -> None:
    """From here on the kernel refuses every byte to a file, and none of our memory stays behind."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def main() -> None:
    bind()
    data = json.loads(sys.stdin.buffer.read())
    if sys.argv[1] == "pdf":
        from bield.kit.paper.setting import set_pdf as made  # noqa: PLC0415  # only what is needed
    elif sys.argv[1] == "docx":
        from bield.kit.paper.typing_up import set_docx as made  # noqa: PLC0415
    else:
        from bield.kit.paper.locking import put_in as made  # noqa: PLC0415
    sys.stdout.buffer.write(made(data))


if __name__ == "__main__":
    main()
