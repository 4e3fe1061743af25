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
#include <linux/un.h>

#include "machine.h"

enum { STDOUT = 1, STDERR = 2 };
enum { AF_UNIX = 1, SOCK_STREAM = 1 };
enum { ANSWER_BYTES = 1 << 20 };

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

static void send(long file, const char *text)
{
    write_all(file, text, length(text));
}

static void send_number(long file, size value)
{
    char digits[24];
    char *digit = digits + sizeof digits;
    *--digit = 0;
    do
        *--digit = (char)('0' + value % 10);
    while (value /= 10);
    send(file, digit);
}

/* HTTP/1.0, so that the answer comes in one piece and ends with the connection. */
static void send_request(long file, const char *method, const char *path, const char *text)
{
    send(file, method);
    send(file, " ");
    send(file, path);
    send(file, " HTTP/1.0\r\ncontent-type: text/plain\r\ncontent-length: ");
    send_number(file, length(text));
    send(file, "\r\n\r\n");
    send(file, text);
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
        if (got < 0)
            fail(socket, " ended the connection.\n");
        if (got == 0)
            return have;
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
