/*
 * gate: the first program of every container. It waits until the host says "go" through a FIFO,
 * and only then becomes the container's real program, so nothing of the container runs before the
 * host has finished preparing it. A stop that comes during the wait ends the container at once.
 * It also sets HOSTNAME to the name the container really has by then. It uses no C library,
 * because it has to run in any image, whatever that image holds.
 */
#include <asm/unistd.h>
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/limits.h>
#include <linux/utsname.h>

#include "machine.h"

#define GO_FIFO "/.pineapple/go"
#define DEFAULT_PATH "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { STDERR = 2 };
enum { EXIT_NO_GO = 1, EXIT_CANNOT_RUN = 126, EXIT_NOT_FOUND = 127, EXIT_STOPPED = 143 };

/* ---- Text ----------------------------------------------------------------------------------- */

static size length(const char *text)
{
    size n = 0;
    while (text[n])
        n++;
    return n;
}

/* Copies n bytes and returns the place after the last one. */
static char *copy(char *to, const char *from, size n)
{
    while (n--)
        *to++ = *from++;
    return to;
}

/* The rest of the text after the prefix, or 0 if the text does not begin with it. */
static char *after(char *text, const char *prefix)
{
    while (*prefix)
        if (*text++ != *prefix++)
            return 0;
    return text;
}

static int has_slash(const char *text)
{
    while (*text && *text != '/')
        text++;
    return *text == '/';
}

/* ---- Signals -------------------------------------------------------------------------------- */

/* What the kernel takes, which is not the struct sigaction of the C library. */
struct action {
    void (*handler)(int);
    unsigned long flags;
    void (*restorer)(void);
    unsigned long mask;
};

#define IGNORE ((void (*)(int))1)
#define WITH_RESTORER 0x04000000ul /* SA_RESTORER: x86-64 delivers no signal without it */

/* HUP, INT, QUIT, USR1, USR2, TERM and RTMIN+3, which are what images name as STOPSIGNAL.
 * WINCH is left out: Docker sends it whenever a terminal changes its size. */
static const int STOPPING[] = {1, 2, 3, 10, 12, 15, 37};

static unsigned long ignored_before; /* one bit for each signal */

static void set_action(int signal, const struct action *new, struct action *old)
{
    call(__NR_rt_sigaction, signal, (long)new, (long)old, sizeof new->mask);
}

static void on_stop(int signal)
{
    (void)signal;
    leave(EXIT_STOPPED);
}

/* The kernel drops signals for PID 1 that have no handler, so each one that stops needs one. */
static void heed_signals(void)
{
    const struct action stop = {on_stop, WITH_RESTORER, signal_return, 0};
    for (size i = 0; i < COUNT(STOPPING); i++) {
        struct action old = {0};
        set_action(STOPPING[i], &stop, &old);
        if (old.handler == IGNORE)
            ignored_before |= 1ul << STOPPING[i];
    }
}

/* execve resets handlers, but cannot know which signals were ignored before the gate began. */
static void ignore_again(void)
{
    const struct action ignore = {IGNORE, WITH_RESTORER, signal_return, 0};
    for (size i = 0; i < COUNT(STOPPING); i++)
        if (ignored_before >> STOPPING[i] & 1)
            set_action(STOPPING[i], &ignore, 0);
}

/* ---- Waiting -------------------------------------------------------------------------------- */

/* Blocks until the host opens the FIFO for writing. */
static long open_fifo(void)
{
    long fifo;
    do
        fifo = call(__NR_openat, AT_FDCWD, (long)GO_FIFO, O_RDONLY | O_CLOEXEC, 0);
    while (fifo == -EINTR);
    return fifo;
}

/* True if the host wrote exactly "go\n". The host keeps the FIFO open until the program runs. */
static int told_to_go(void)
{
    char text[64];
    size have = 0;
    long got;
    long fifo = open_fifo();
    if (fifo < 0)
        return 0;
    do {
        got = call(__NR_read, fifo, (long)(text + have), (long)(sizeof text - have), 0);
        if (got > 0)
            have += (size)got;
    } while (got == -EINTR || (got > 0 && text[have - 1] != '\n' && have < sizeof text));
    call(__NR_close, fifo, 0, 0, 0);
    return have == 3 && text[0] == 'g' && text[1] == 'o' && text[2] == '\n';
}

/* ---- The environment ------------------------------------------------------------------------ */

static void correct_hostname(char **environment)
{
    static char entry[sizeof "HOSTNAME=" + __NEW_UTS_LEN] = "HOSTNAME=";
    struct new_utsname names;
    if (call(__NR_uname, (long)&names, 0, 0, 0) < 0)
        return;
    copy(entry + 9, names.nodename, length(names.nodename) + 1);
    for (; *environment; environment++)
        if (after(*environment, "HOSTNAME="))
            *environment = entry;
}

static const char *search_path(char **environment)
{
    for (; *environment; environment++) {
        const char *path = after(*environment, "PATH=");
        if (path)
            return path;
    }
    return DEFAULT_PATH;
}

/* ---- Becoming the program: these return only on failure, with the error ---------------------- */

static long become(const char *file, char **argv, char **environment)
{
    return -call(__NR_execve, (long)file, (long)argv, (long)environment, 0);
}

/* An empty folder is the working folder, as for execvp. */
static long become_in(const char *folder, size n, char **argv, char **environment)
{
    char file[PATH_MAX];
    char *end = file;
    size name = length(argv[0]);
    if (n + name + 2 > sizeof file)
        return ENOENT;
    if (n) {
        end = copy(end, folder, n);
        *end++ = '/';
    }
    copy(end, argv[0], name + 1);
    return become(file, argv, environment);
}

static long become_from_path(char **argv, char **environment)
{
    const char *folder = search_path(environment);
    long result = ENOENT;
    for (;;) {
        size n = 0;
        while (folder[n] && folder[n] != ':')
            n++;
        long error = become_in(folder, n, argv, environment);
        if (error == EACCES)
            result = EACCES;
        else if (error != ENOENT && error != ENOTDIR)
            return error;
        if (!folder[n])
            return result;
        folder += n + 1;
    }
}

static long become_program(char **argv, char **environment)
{
    if (!argv[0] || !*argv[0])
        return ENOENT;
    if (has_slash(argv[0]))
        return become(argv[0], argv, environment);
    return become_from_path(argv, environment);
}

/* ---- Messages: each is one line, written at once --------------------------------------------- */

static char line[PATH_MAX + 64];
static char *line_end = line;

/* Leaves room for the reason after a very long name, and keeps the message one line. */
static void add(const char *text)
{
    for (; *text && line_end < line + PATH_MAX; text++)
        *line_end++ = (unsigned char)*text < ' ' || *text == 127 ? '?' : *text;
}

static void add_tail(const char *text)
{
    line_end = copy(line_end, text, length(text));
}

static void add_number(long number)
{
    char digits[24];
    char *digit = digits + sizeof digits;
    *--digit = 0;
    do
        *--digit = (char)('0' + number % 10);
    while (number /= 10);
    add_tail(digit);
}

static void write_line(void)
{
    *line_end++ = '\n';
    call(__NR_write, STDERR, (long)line, line_end - line, 0);
}

static void tell_failure(const char *program, long error)
{
    add("cannot start \"");
    add(program);
    if (error == ENOENT)
        add_tail("\": no such file or folder");
    else if (error == EACCES)
        add_tail("\": permission denied");
    else if (error == ENOEXEC)
        add_tail("\": not a program of this machine");
    else {
        add_tail("\": error ");
        add_number(error);
    }
    write_line();
}

/* ---- The gate ------------------------------------------------------------------------------- */

/* The kernel lays out argc, the arguments, a null, the environment, a null. */
__attribute__((noreturn, used, visibility("hidden"))) void start(long *stack)
{
    long argc = stack[0];
    char **arguments = (char **)(stack + 1);
    char **environment = arguments + argc + 1;
    char **program = argc > 0 ? arguments + 1 : arguments;

    heed_signals();
    if (!told_to_go()) {
        add("This container was told to end before it started.");
        write_line();
        leave(EXIT_NO_GO);
    }
    correct_hostname(environment);
    ignore_again();
    long error = become_program(program, environment);
    tell_failure(*program ? *program : "", error);
    leave(error == ENOENT ? EXIT_NOT_FOUND : EXIT_CANNOT_RUN);
}
