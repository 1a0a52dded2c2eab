/*
 * Makes the N-th call fail that changes something under one folder, or ends the process there. Loaded before the
 * C library (LD_PRELOAD); faults.py says what with variables of the environment:
 *
 *   FAULT_ROOT   the folder, absolute
 *   FAULT_LOG    where the name of every such call goes, a line each
 *   FAULT_AT     N, from 1; 0 for none
 *   FAULT_ERROR  number of the error; 0 ends the process, in the middle of what it writes
 *   FAULT_LASTS  1: every call from N on fails
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_int calls;

static int number(const char *name) {
    const char *value = getenv(name);
    return value ? atoi(value) : 0;
}

static int below_root(const char *path) {
    const char *root = getenv("FAULT_ROOT");
    return root && *root && path && strncmp(path, root, strlen(root)) == 0;
}

/* The path of an open file or folder. */
static int path_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return 1;
}

static int fd_below_root(int fd) {
    char path[PATH_MAX];
    int before = errno, below = path_of(fd, path) && below_root(path);
    errno = before;
    return below;
}

static int at_below_root(int fd, const char *path) {
    if (path && path[0] == '/') return below_root(path);
    if (fd == AT_FDCWD) {
        char cwd[PATH_MAX];
        return getcwd(cwd, sizeof cwd) && below_root(cwd);
    }
    return fd_below_root(fd);
}

/* Counts a call; 1 when it is to fail, with errno set. */
static int fails(const char *name) {
    int n = atomic_fetch_add(&calls, 1) + 1, at = number("FAULT_AT");
    const char *log = getenv("FAULT_LOG");
    if (log && *log) {
        char line[64];
        int length = snprintf(line, sizeof line, "%s\n", name);
        int fd = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_APPEND | O_CREAT, 0644);
        if (fd >= 0) {
            if (syscall(SYS_write, fd, line, length) < 0) abort();
            syscall(SYS_close, fd);
        }
    }
    if (at == 0 || n < at || (n > at && !number("FAULT_LASTS"))) return 0;
    int error = number("FAULT_ERROR");
    if (error == 0) kill(getpid(), SIGKILL);
    errno = error;
    return 1;
}

#define NEXT(type, name, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name))

static int changes(int flags) { return (flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC)); }

#define MODE                                  \
    mode_t mode = 0;                          \
    if (flags & (O_CREAT | O_TMPFILE)) {      \
        va_list rest;                         \
        va_start(rest, flags);                \
        mode = va_arg(rest, mode_t);          \
        va_end(rest);                         \
    }

#define OPEN(name)                                                                              \
    int name(const char *path, int flags, ...) {                                                \
        MODE if (changes(flags) && at_below_root(AT_FDCWD, path) && fails("open")) return -1;   \
        return NEXT(int, name, const char *, int, ...)(path, flags, mode);                      \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                                            \
    int name(int dir, const char *path, int flags, ...) {                                       \
        MODE if (changes(flags) && at_below_root(dir, path) && fails("open")) return -1;        \
        return NEXT(int, name, int, const char *, int, ...)(dir, path, flags, mode);            \
    }
OPENAT(openat)
OPENAT(openat64)

ssize_t write(int fd, const void *bytes, size_t length) {
    if (fd_below_root(fd)) {
        /* Who is ended while writing has written a part. */
        int at = number("FAULT_AT");
        if (at && at == atomic_load(&calls) + 1 && number("FAULT_ERROR") == 0)
            if (syscall(SYS_write, fd, bytes, length / 2) < 0) abort();
        if (fails("write")) return -1;
    }
    return NEXT(ssize_t, write, int, const void *, size_t)(fd, bytes, length);
}

#define OF_PATH(type, name, label, parameters, arguments)                                       \
    type name parameters {                                                                      \
        if (at_below_root(AT_FDCWD, path) && fails(label)) return -1;                           \
        return ((type(*) parameters)dlsym(RTLD_NEXT, #name))arguments;                          \
    }
#define OF_FD(type, name, label, parameters, arguments)                                         \
    type name parameters {                                                                      \
        if (fd_below_root(fd) && fails(label)) return -1;                                       \
        return ((type(*) parameters)dlsym(RTLD_NEXT, #name))arguments;                          \
    }
#define OF_AT(type, name, label, parameters, arguments)                                         \
    type name parameters {                                                                      \
        if (at_below_root(dir, path) && fails(label)) return -1;                                \
        return ((type(*) parameters)dlsym(RTLD_NEXT, #name))arguments;                          \
    }

OF_PATH(int, rename, "rename", (const char *path, const char *to), (path, to))
OF_AT(int, renameat, "rename", (int dir, const char *path, int to_dir, const char *to), (dir, path, to_dir, to))
OF_AT(int, renameat2, "rename", (int dir, const char *path, int to_dir, const char *to, unsigned flags),
      (dir, path, to_dir, to, flags))
OF_PATH(int, link, "link", (const char *path, const char *to), (path, to))
OF_AT(int, linkat, "link", (int dir, const char *path, int to_dir, const char *to, int flags),
      (dir, path, to_dir, to, flags))
OF_PATH(int, unlink, "unlink", (const char *path), (path))
OF_AT(int, unlinkat, "unlink", (int dir, const char *path, int flags), (dir, path, flags))
OF_PATH(int, rmdir, "rmdir", (const char *path), (path))
OF_PATH(int, mkdir, "mkdir", (const char *path, mode_t mode), (path, mode))
OF_AT(int, mkdirat, "mkdir", (int dir, const char *path, mode_t mode), (dir, path, mode))
OF_PATH(int, chmod, "chmod", (const char *path, mode_t mode), (path, mode))
OF_FD(int, fchmod, "chmod", (int fd, mode_t mode), (fd, mode))
OF_FD(int, fchown, "chown", (int fd, uid_t owner, gid_t group), (fd, owner, group))
OF_FD(int, fsync, "sync", (int fd), (fd))
OF_FD(int, fdatasync, "sync", (int fd), (fd))
OF_FD(int, ftruncate, "truncate", (int fd, off_t length), (fd, length))
OF_FD(int, ftruncate64, "truncate", (int fd, off64_t length), (fd, length))
OF_FD(int, flock, "lock", (int fd, int operation), (fd, operation))
