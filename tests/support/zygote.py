"""The `monitoria` command without the wait for its imports: a process that has done them forks for each call.

`python -m tests.support.zygote SOCKET` listens; the `CLIENT` script, put on the path as `monitoria`, hands over its
arguments, environment, folder and open files, and ends with the status that comes back. What runs is `main` itself.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import traceback

CLIENT = """#!{python} -SE
import json, os, socket, sys
with socket.socket(socket.AF_UNIX) as asking:
    asking.connect({path!r})
    told = json.dumps([sys.argv[1:], dict(os.environ), os.getcwd()]).encode()
    socket.send_fds(asking, [len(told).to_bytes(4, "big")], [0, 1, 2])
    asking.sendall(told)
    sys.exit(int(asking.recv(16) or 70))
"""


def serve(path: str) -> None:
    """Answer until told to end."""
    import monitoria.cli.audit  # noqa: PLC0415
    import monitoria.cli.backup  # noqa: PLC0415
    import monitoria.cli.doctor  # noqa: PLC0415
    import monitoria.cli.restore  # noqa: PLC0415
    import monitoria.cli.users  # noqa: F401, PLC0415

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen()
        while True:
            asked = listener.accept()[0]
            if os.fork() == 0:
                listener.close()
                _run(asked)
            asked.close()


def _run(asked: socket.socket) -> None:
    size, files, *_ = socket.recv_fds(asked, 4, 3)
    wanted, told = int.from_bytes(size, "big"), b""
    while len(told) < wanted:
        told += asked.recv(wanted - len(told))
    arguments, environment, folder = json.loads(told)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # its own children are waited for
    for number, file in enumerate(files):
        os.dup2(file, number)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    asked.sendall(str(_status(arguments)).encode())
    os._exit(0)


def _status(arguments: list[str]) -> int:
    from monitoria.cli.arguments import main  # noqa: PLC0415

    try:
        return main(arguments)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    except BaseException:
        traceback.print_exc()
        return 70
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


if __name__ == "__main__":
    serve(sys.argv[1])
