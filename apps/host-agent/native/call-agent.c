/*
 * call-agent: sends one request to the agent's control socket and prints the answer.
 *
 *     call-agent <socket> <seconds> <method> <path> [<text>]
 *
 * It waits so many seconds at most for each piece of the answer. It ends with 0 for an answer of success. For one of
 * failure, which it prints too, and without a whole answer it ends with 1. Every apply of a lab starts it, so it uses
 * no library: a program that loads the libraries for TLS takes longer to start than a warm container.
 */
#include <asm/poll.h>
#include <asm/unistd.h>
#include <linux/errno.h>
#include <linux/time_types.h>
#include <linux/uio.h>
#include <linux/un.h>

#include "machine.h"

enum { STDOUT = 1, STDERR = 2 };
enum { AF_UNIX = 1, SOCK_STREAM = 1, SIGPIPE = 13 };
enum { ANSWER_BYTES = 1 << 20 };

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ---- Text ----------------------------------------------------------------------------------- */

static size length(const char *text)
{
    size n = 0;
    while (text[n])
        n++;
    return n;
}

static int begins(const char *text, const char *prefix)
{
    while (*prefix)
        if (*text++ != *prefix++)
            return 0;
    return 1;
}

static long number(const char *text)
{
    long value = 0;
    while (*text >= '0' && *text <= '9')
        value = value * 10 + (*text++ - '0');
    return value;
}

static void write_all(long file, const char *text, size n)
{
    while (n) {
        long wrote = call(__NR_write, file, (long)text, (long)n, 0);
        if (wrote == -EINTR)
            continue;
        if (wrote <= 0)
            leave(1);
        text += wrote;
        n -= (size)wrote;
    }
}

static __attribute__((noreturn)) void fail(const char *socket, const char *why)
{
    static const char before[] = "The agent at ";
    write_all(STDERR, before, sizeof before - 1);
    write_all(STDERR, socket, length(socket));
    write_all(STDERR, why, length(why));
    leave(1);
}

/* ---- The request ---------------------------------------------------------------------------- */

static long connect_to(const char *path)
{
    static struct sockaddr_un address = {.sun_family = AF_UNIX};
    size n = length(path);
    if (n >= sizeof address.sun_path)
        fail(path, " has too long a path.\n");
    while (n--)
        address.sun_path[n] = path[n];
    long file = call(__NR_socket, AF_UNIX, SOCK_STREAM, 0, 0);
    if (file < 0 || call(__NR_connect, file, (long)&address, sizeof address, 0) < 0)
        fail(path, " does not answer. Is it running?\n");
    return file;
}

/* What the kernel takes, which is not the struct sigaction of the C library. */
struct action {
    void (*handler)(int);
    unsigned long flags;
    void (*restorer)(void);
    unsigned long mask;
};

/* An agent that answers early may have ended the connection: its answer can still be read. */
static void survive_closed_connections(void)
{
    static const struct action ignore = {(void (*)(int))1, 0, 0, 0};
    call(__NR_rt_sigaction, SIGPIPE, (long)&ignore, 0, sizeof ignore.mask);
}

static char *as_digits(size value, char *end)
{
    *--end = 0;
    do
        *--end = (char)('0' + value % 10);
    while (value /= 10);
    return end;
}

/* HTTP/1.0, so that the answer comes in one piece and ends with the connection. */
static void send_request(long file, const char *method, const char *path, const char *text)
{
    char digits[24];
    const char *pieces[] = {
        method, " ", path, " HTTP/1.0\r\ncontent-type: text/plain\r\ncontent-length: ",
        as_digits(length(text), digits + sizeof digits), "\r\n\r\n", text,
    };
    struct iovec left[COUNT(pieces)];
    for (size i = 0; i < COUNT(pieces); i++)
        left[i] = (struct iovec){(void *)pieces[i], length(pieces[i])};
    for (size first = 0; first < COUNT(pieces);) {
        long wrote = call(__NR_writev, file, (long)(left + first), (long)(COUNT(pieces) - first), 0);
        if (wrote == -EINTR)
            continue;
        if (wrote < 0)
            return;
        for (; first < COUNT(pieces) && (size)wrote >= left[first].iov_len; first++)
            wrote -= (long)left[first].iov_len;
        if (first < COUNT(pieces)) {
            left[first].iov_base = (char *)left[first].iov_base + wrote;
            left[first].iov_len -= (size)wrote;
        }
    }
}

/* ---- The answer ----------------------------------------------------------------------------- */

static char answer[ANSWER_BYTES + 1];

static int has_come(long file, long seconds)
{
    struct pollfd wanted = {(int)file, POLLIN, 0};
    struct __kernel_timespec wait = {seconds, 0};
    long ready;
    do
        ready = call(__NR_ppoll, (long)&wanted, 1, (long)&wait, 0);
    while (ready == -EINTR);
    return ready == 1;
}

static size read_answer(long file, const char *socket, long seconds)
{
    size have = 0;
    for (;;) {
        if (!has_come(file, seconds))
            fail(socket, " took too long to answer.\n");
        long got = call(__NR_read, file, (long)(answer + have), (long)(ANSWER_BYTES - have), 0);
        if (got == -EINTR)
            continue;
        /* One that answers before it has read all of the request ends the connection this way. */
        if (got == 0 || (got == -ECONNRESET && have))
            return have;
        if (got < 0)
            fail(socket, " ended the connection.\n");
        have += (size)got;
        if (have == ANSWER_BYTES)
            fail(socket, " gave too long an answer.\n");
    }
}

static int begins_in_any_case(const char *text, const char *prefix)
{
    for (; *prefix; text++, prefix++)
        if ((*text >= 'A' && *text <= 'Z' ? *text + 32 : *text) != *prefix)
            return 0;
    return 1;
}

/* The body's place, or 0 if the head is not whole. */
static char *body_of(size have, long *promised)
{
    static const char header[] = "\r\ncontent-length: ";
    for (char *at = answer; at + 4 <= answer + have; at++) {
        if (begins_in_any_case(at, header))
            *promised = number(at + sizeof header - 1);
        if (begins(at, "\r\n\r\n"))
            return at + 4;
    }
    return 0;
}

__attribute__((noreturn, used, visibility("hidden"))) void start(long *stack)
{
    long argc = stack[0];
    char **arguments = (char **)(stack + 1);
    if (argc < 5 || argc > 6)
        leave(2);
    const char *socket = arguments[1];
    survive_closed_connections();
    long file = connect_to(socket);
    send_request(file, arguments[3], arguments[4], argc == 6 ? arguments[5] : "");
    size have = read_answer(file, socket, number(arguments[2]));
    long promised = -1;
    char *body = body_of(have, &promised);
    long came = answer + have - body;
    if (!begins(answer, "HTTP/1.1 ") || !body || (promised >= 0 && promised != came))
        fail(socket, " gave an answer that is not whole.\n");
    write_all(STDOUT, body, (size)came);
    leave(begins(answer, "HTTP/1.1 2") ? 0 : 1);
}
