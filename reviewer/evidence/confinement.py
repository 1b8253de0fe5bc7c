"""Takes from the renderer's process what reading documents does not need, before the first document comes.

Limits hold on every POSIX system. On Linux the kernel also denies files (Landlock) and the calls for connections,
programs, processes and changes of files (seccomp), for good: no-new-privileges is set and none of it can be undone.
What holds where is in docs/security.md.
"""

from __future__ import annotations

import ctypes
import platform
import struct
import sys
from typing import Final

if sys.platform != "win32":
    # Before files are out of reach.
    import resource

MEMORY_BYTES: Final = 2 * 1024 * 1024 * 1024
CPU_SECONDS_A_QUESTION: Final = 30

_PR_SET_NO_NEW_PRIVS: Final = 38
_PR_SET_SECCOMP: Final = 22
_SECCOMP_MODE_FILTER: Final = 2

# struct sock_filter: what to do, where to go on when it holds and when not, and a number.
_INSTRUCTION: Final = struct.Struct("<HBBI")
_LOAD: Final = 0x20
_EQUALS: Final = 0x15
_AT_LEAST: Final = 0x35
_RETURN: Final = 0x06
_ALLOW: Final = 0x7FFF0000
_DENY: Final = 0x00050000 | 1  # the call fails with EPERM
_END: Final = 0x80000000  # the process ends
_CALL_AT: Final = 0
_FIRST_ARGUMENT_AT: Final = 16
_NO_SUCH_CALL: Final = 0x00050000 | 38  # the C library then tries the older call
_ALL_SET: Final = 0x45
_THREAD: Final = 0x00010000  # of clone: within this process
_MACHINE_AT: Final = 4
_FIRST_X32_CALL: Final = 0x40000000
_CLONE3: Final = 435  # on every machine

# By machine: its number in seccomp, its numbers of clone and prlimit64, and the calls that are denied, by what they are
# for.
_X86_64: Final = (
    0xC000003E,
    56,
    302,
    (
        *(41, 42, 43, 49, 50, 53, 288),  # socket, connect, accept, bind, listen, socketpair, accept4
        *(57, 58, 59, 322),  # fork, vfork, execve, execveat
        *(62, 129, 200, 234, 297),  # kill, rt_sigqueueinfo, tkill, tgkill, rt_tgsigqueueinfo
        *(2, 85, 257, 437),  # open, creat, openat, openat2
        *(76, 82, 83, 84, 86, 87, 88, 90, 92, 94, 452),  # truncate, rename, mkdir, rmdir, link, unlink, symlink, ch…
        *(188, 189, 197, 198, 463, 466, 469),  # setxattr, removexattr, and their others, file_setattr
        *(29, 30, 64, 65, 68, 69, 70, 240, 241),  # shared memory, semaphores and queues of System V and POSIX
        *(141, 142, 144, 203, 251, 256, 279, 314),  # how other processes run: priority, scheduler, memory
        *(132, 133, 235, 258, 259, 260, 261, 263, 264, 265, 266, 268, 280, 316),  # utime, mknod, and their …at
        *(101, 310, 311, 312),  # ptrace, process_vm_readv, process_vm_writev, kcmp
        *(155, 161, 165, 166, 272, 308, 428, 429, 430, 431, 432, 442, 467),  # roots, mounts, namespaces
        *(175, 246, 248, 249, 250, 298, 304, 313, 320, 321, 323, 425, 426, 427),  # modules, keys, bpf, io_uring
        *(319, 424, 434, 438),  # memfd_create, signals and files by process descriptors
    ),
)
_AARCH64: Final = (
    0xC00000B7,
    220,
    261,
    (
        *(198, 199, 200, 201, 202, 203, 242),
        *(221, 281),
        *(129, 130, 131, 138, 240),
        *(56, 437),
        *(33, 34, 35, 36, 37, 38, 45, 53, 54, 88, 276, 452),
        *(5, 6, 14, 15, 463, 466, 469),
        *(194, 196, 190, 193, 186, 189, 188, 180, 181),
        *(140, 118, 119, 122, 30, 238, 239, 274),
        *(117, 270, 271, 272),
        *(39, 40, 41, 51, 97, 268, 428, 429, 430, 431, 432, 442, 467),
        *(104, 105, 106, 217, 218, 219, 241, 265, 273, 280, 282, 294, 425, 426, 427),
        *(279, 424, 434, 438),
    ),
)
_MACHINES: Final = {"x86_64": _X86_64, "aarch64": _AARCH64}

# Landlock: the calls have the same numbers on every machine.
_CREATE_RULESET: Final = 444
_RESTRICT_SELF: Final = 446
_ASK_VERSION: Final = 1
_FILE_RIGHTS: Final = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
_NEWEST_KNOWN: Final = 5
_NETWORK_SINCE: Final = 4
_NETWORK_RIGHTS: Final = 3
_SCOPES_SINCE: Final = 6
_SCOPES: Final = 3


def confine() -> tuple[str, ...]:
    """Give up everything that is not needed any more; returns what holds from now on, for the tests and the curious."""
    if sys.platform == "win32":
        return ()
    held = []
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0:
            held.append("no-new-privileges")
            held += [name for name, take in (("landlock", _landlock), ("seccomp", _seccomp)) if take(libc)]
    # Last: Landlock's rules are a descriptor while they are made.
    _limit()
    return (*held, "limits")


def allow_time(seconds: int = CPU_SECONDS_A_QUESTION) -> None:
    """Let the next question have so much time of the processor; past it the system ends this process."""
    if sys.platform == "win32":
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    wanted = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (wanted, hard))


def peak_bytes() -> int:
    """Return the most memory that this process ever had, 0 where that is not known."""
    if sys.platform == "win32":
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _limit() -> None:
    if sys.platform == "win32":
        return
    for limit, value in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        try:
            resource.setrlimit(limit, (value, value))
        except (ValueError, OSError):
            # Not every system knows every limit; the others still hold.
            continue


def _landlock(libc: ctypes.CDLL) -> bool:
    """Deny every file, and connections where the kernel can."""
    version = libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION)
    if version < 1:
        return False
    files = _FILE_RIGHTS[min(version, _NEWEST_KNOWN)]
    network = _NETWORK_RIGHTS if version >= _NETWORK_SINCE else 0
    scopes = _SCOPES if version >= _SCOPES_SINCE else 0
    size = 24 if scopes else 16 if network else 8
    rules = struct.pack("<QQQ", files, network, scopes)[:size]
    descriptor = libc.syscall(_CREATE_RULESET, rules, ctypes.c_size_t(size), 0)
    # The descriptor stays open: closing it changes nothing, and nothing else can have its number.
    return bool(descriptor >= 0 and libc.syscall(_RESTRICT_SELF, descriptor, 0) == 0)


def _seccomp(libc: ctypes.CDLL) -> bool:
    """Deny the calls that reading documents never makes."""
    machine = _MACHINES.get(platform.machine())
    if machine is None or sys.maxsize < 2**32:
        return False
    program = _program(*machine)
    instructions = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("@HP", len(program) // _INSTRUCTION.size, ctypes.addressof(instructions))
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.c_char_p(head), 0, 0) == 0)


def _program(machine: int, clone: int, set_limit: int, denied: tuple[int, ...]) -> bytes:
    """Write the filter: end for another machine's calls, deny the named ones, allow threads and the rest."""
    steps = [
        (_LOAD, 0, 0, _MACHINE_AT),
        (_EQUALS, 1, 0, machine),
        (_RETURN, 0, 0, _END),
        (_LOAD, 0, 0, _CALL_AT),
        # Decoders may work in several threads, but nothing starts another process.
        (_EQUALS, 0, 4, clone),
        (_LOAD, 0, 0, _FIRST_ARGUMENT_AT),
        (_ALL_SET, 0, 1, _THREAD),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _DENY),
        # Limits are set for this process, which is 0, and for no other.
        (_EQUALS, 0, 4, set_limit),
        (_LOAD, 0, 0, _FIRST_ARGUMENT_AT),
        (_EQUALS, 0, 1, 0),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _DENY),
        (_EQUALS, 0, 1, _CLONE3),
        (_RETURN, 0, 0, _NO_SUCH_CALL),
        (_AT_LEAST, len(denied) + 1, 0, _FIRST_X32_CALL),
    ]
    steps += [(_EQUALS, len(denied) - place, 0, call) for place, call in enumerate(denied)]
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _DENY)]
    return b"".join(_INSTRUCTION.pack(*step) for step in steps)
