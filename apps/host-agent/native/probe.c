/*
 * probe: sends pings and opens TCP connections from many network namespaces to many addresses at once.
 *
 *     probe < jobs > results
 *
 * Jobs, one a line. Addresses are hexadecimal, 8 or 32 digits:
 *     set <count> <interval ms> <timeout ms>    how often each address is probed, how far apart, and the longest wait
 *     in <path of a network namespace>          where the jobs after it run
 *     ping <address>
 *     tcp <address> <port>
 *
 * Results, one a line, as they arrive. Jobs are numbered from 0, attempts too:
 *     <job> <attempt> ok <microseconds>
 *     <job> <attempt> large <bytes>                         a ping as large as the path takes was answered
 *     <job> <attempt> big <bytes>                           such a ping was sent
 *     <job> <attempt> error <type> <code> <address> <mtu>   an ICMP error, and who sent it; large-error for a large ping
 *     <job> <attempt> failed <errno>
 *     <job> <attempt> lost 0                                not answered in time
 *     end
 * After each ping that was answered it sends a large one, which
 * may not be fragmented: its size is the MTU that this end knows for the path.
 *
 * One process serves all namespaces: a socket stays in the namespace where it was made. It reads all jobs before it
 * begins, ends by itself, and needs CAP_NET_RAW and CAP_SYS_ADMIN in the namespaces' user namespace.
 */
#include <asm/unistd.h>
#include <linux/time.h>
#include <linux/errno.h>
#include <linux/errqueue.h>
#include <linux/fcntl.h>
#include <linux/in.h>
#include <linux/in6.h>
#include <linux/limits.h>
#include <linux/poll.h>
#include <linux/resource.h>
#include <linux/sched.h>
#include <linux/socket.h>

#include "machine.h"
#include "calls.h"

enum { MOST_JOBS = 8192, MOST_ATTEMPTS = 10, MOST_NAMESPACES = 256, MOST_LARGE = 65535 };
enum { AF_INET4 = 2, AF_INET_6 = 10, STREAM = 1, DATAGRAM = 2, RAW = 3, NONBLOCK = 04000, CLOEXEC = 02000000 };
enum { LEVEL_SOCKET = 1, SOCKET_ERROR = 4, SOCKET_RCVBUF = 8, LEVEL_ICMPV6 = 58, ERRQUEUE = 0x2000 };
enum { ECHO = 8, ECHO_REPLY = 0, ECHO6 = 128, ECHO_REPLY6 = 129, SMALL = 56, HEADER = 8 };
enum { INPUT_BYTES = 1 << 20, OUTPUT_BYTES = 1 << 15 };

struct address { unsigned char bytes[16]; int is6; };
struct job { struct address to; unsigned short port; short space; };
/* `sent` is 0 before an attempt begins and -1 once it is over. */
struct attempt { long sent; int tcp; long large; int bytes; };
struct space { int fd, raw4, raw6; };
struct packet { unsigned char type, code; unsigned short checksum, id, sequence; char mark[8]; };

static struct job jobs[MOST_JOBS];
static struct attempt attempts[MOST_JOBS][MOST_ATTEMPTS];
static struct space spaces[MOST_NAMESPACES];
static struct pollfd polled[MOST_NAMESPACES * 2 + MOST_JOBS * MOST_ATTEMPTS];
static unsigned owners[MOST_NAMESPACES * 2 + MOST_JOBS * MOST_ATTEMPTS];
static char input[INPUT_BYTES + 1], output[OUTPUT_BYTES];
static unsigned char buffer[MOST_LARGE + 1];
static unsigned job_count, space_count, written, salt;
static long count = 3, interval = 150000, timeout = 1000000, pending;
static const char mark[8] = {'p', 'n', 'p', 'r', 'o', 'b', 'e', 1};

/* ---- Time and options ------------------------------------------------------------------------- */

static long now(void)
{
    struct timespec time;
    call(__NR_clock_gettime, 1 /* CLOCK_MONOTONIC */, (long)&time, 0, 0);
    return time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

static int set_option(int fd, int level, int name, int value)
{
    return (int)call6(__NR_setsockopt, fd, level, name, (long)&value, sizeof value, 0);
}

static int get_option(int fd, int level, int name)
{
    int value = 0, length = sizeof value;
    long failed = call6(__NR_getsockopt, fd, level, name, (long)&value, (long)&length, 0);
    return failed < 0 ? (int)failed : value;
}

/* ---- Output ----------------------------------------------------------------------------------- */

static void flush(void)
{
    for (unsigned from = 0; from < written;) {
        long n = call(__NR_write, 1, (long)(output + from), written - from, 0);
        if (n <= 0 && n != -EINTR)
            leave(1);
        from += n > 0 ? (unsigned)n : 0;
    }
    written = 0;
}

static void put(char letter)
{
    if (written == sizeof output)
        flush();
    output[written++] = letter;
}

static void put_text(const char *text)
{
    while (*text)
        put(*text++);
}

static void put_number(long number)
{
    char digits[24];
    int n = 0;
    do
        digits[n++] = (char)('0' + number % 10);
    while (number /= 10);
    put(' ');
    while (n)
        put(digits[--n]);
}

static void begin_line(unsigned job, unsigned attempt, const char *what)
{
    char digits[24];
    int n = 0;
    do
        digits[n++] = (char)('0' + job % 10);
    while (job /= 10);
    while (n)
        put(digits[--n]);
    put_number(attempt);
    put(' ');
    put_text(what);
}

static void put_result(unsigned job, unsigned attempt, const char *what, long number)
{
    begin_line(job, attempt, what);
    put_number(number);
    put('\n');
}

/* ---- Input ------------------------------------------------------------------------------------ */

static __attribute__((noreturn)) void refuse(const char *what)
{
    put_text("bad input: ");
    put_text(what);
    put('\n');
    flush();
    leave(2);
}

static char *next_word(char **from)
{
    while (**from == ' ')
        ++*from;
    char *word = *from;
    while (**from && **from != ' ')
        ++*from;
    if (**from)
        *(*from)++ = 0;
    return word;
}

static long read_number(const char *text, long most)
{
    long number = 0;
    if (!*text)
        refuse("a number is missing");
    for (; *text; text++) {
        if (*text < '0' || *text > '9' || number > most)
            refuse(text);
        number = number * 10 + (*text - '0');
    }
    if (number > most)
        refuse("a number is too large");
    return number;
}

static struct address read_address(const char *text)
{
    struct address address = {0};
    int n = 0;
    for (; text[n] && n < 32; n++) {
        int digit = text[n] <= '9' ? text[n] - '0' : text[n] - 'a' + 10;
        if (digit < 0 || digit > 15)
            refuse(text);
        address.bytes[n / 2] = (unsigned char)(address.bytes[n / 2] << 4 | digit);
    }
    if (text[n] || (n != 8 && n != 32))
        refuse(text);
    address.is6 = n == 32;
    return address;
}

static void add_job(struct address to, long port)
{
    if (job_count == MOST_JOBS || !space_count)
        refuse("too many jobs, or none has a namespace");
    jobs[job_count++] = (struct job){to, (unsigned short)port, (short)(space_count - 1)};
}

static int is(const char *one, const char *other)
{
    while (*one && *one == *other)
        one++, other++;
    return *one == *other;
}

static void read_line(char *line)
{
    const char *word = next_word(&line);
    if (is(word, "set")) {
        count = read_number(next_word(&line), MOST_ATTEMPTS);
        interval = read_number(next_word(&line), 60000) * 1000;
        timeout = read_number(next_word(&line), 60000) * 1000;
    } else if (is(word, "in")) {
        if (space_count == MOST_NAMESPACES)
            refuse("too many namespaces");
        long fd = call(__NR_openat, AT_FDCWD, (long)next_word(&line), O_RDONLY | CLOEXEC, 0);
        spaces[space_count++] = (struct space){(int)fd, -1, -1};
    } else if (is(word, "ping"))
        add_job(read_address(next_word(&line)), 0);
    else if (is(word, "tcp")) {
        struct address to = read_address(next_word(&line));
        add_job(to, read_number(next_word(&line), 65535));
    } else if (*word)
        refuse(word);
}

static void read_jobs(void)
{
    unsigned length = 0;
    for (long n = 1; n > 0; length += (unsigned)n) {
        n = call(__NR_read, 0, (long)(input + length), INPUT_BYTES - length, 0);
        if (n < 0 || length + n == INPUT_BYTES)
            refuse("too long");
    }
    for (char *line = input, *end = input; end < input + length; line = ++end) {
        while (end < input + length && *end != '\n')
            end++;
        *end = 0;
        read_line(line);
    }
}

/* ---- Sockets ---------------------------------------------------------------------------------- */

static unsigned short swapped(unsigned value)
{
    return (unsigned short)((value & 0xff) << 8 | (value >> 8 & 0xff));
}

static int fill(struct sockaddr_in6 *place, const struct address *to, unsigned port)
{
    memset(place, 0, sizeof *place);
    if (to->is6) {
        place->sin6_family = AF_INET_6;
        place->sin6_port = swapped(port);
        memcpy(&place->sin6_addr, to->bytes, 16);
        return sizeof *place;
    }
    struct sockaddr_in *four = (struct sockaddr_in *)place;
    four->sin_family = AF_INET4;
    four->sin_port = swapped(port);
    memcpy(&four->sin_addr, to->bytes, 4);
    return sizeof *four;
}

/* A socket in a namespace, or an error. */
static int make_socket(const struct space *space, int is6, int type, int protocol)
{
    static const struct space *current;
    if (space->fd < 0)
        return space->fd;
    if (current != space) {
        long failed = call(__NR_setns, space->fd, CLONE_NEWNET, 0, 0);
        if (failed < 0)
            return (int)failed;
        current = space;
    }
    return (int)call(__NR_socket, is6 ? AF_INET_6 : AF_INET4, type | NONBLOCK | CLOEXEC, protocol, 0);
}

static int raw_socket(struct space *space, int is6)
{
    int *fd = is6 ? &space->raw6 : &space->raw4;
    if (*fd >= 0)
        return *fd;
    *fd = make_socket(space, is6, RAW, is6 ? IPPROTO_ICMPV6 : IPPROTO_ICMP);
    if (*fd < 0)
        return *fd;
    set_option(*fd, LEVEL_SOCKET, SOCKET_RCVBUF, 1 << 20);
    /* Only replies are received. A set bit of the filter drops a type. */
    if (is6) {
        unsigned filter[8];
        memset(filter, 0xff, sizeof filter);
        filter[ECHO_REPLY6 >> 5] &= ~(1u << (ECHO_REPLY6 & 31));
        call6(__NR_setsockopt, *fd, LEVEL_ICMPV6, 1 /* ICMPV6_FILTER */, (long)filter, sizeof filter, 0);
        set_option(*fd, IPPROTO_IPV6, 25 /* IPV6_RECVERR */, 1);
        set_option(*fd, IPPROTO_IPV6, 23 /* IPV6_MTU_DISCOVER */, 2);
    } else {
        set_option(*fd, IPPROTO_RAW, 1 /* ICMP_FILTER */, (int)~(1u << ECHO_REPLY));
        set_option(*fd, IPPROTO_IP, 11 /* IP_RECVERR */, 1);
        set_option(*fd, IPPROTO_IP, 10 /* IP_MTU_DISCOVER */, 2);
    }
    return *fd;
}

/* The MTU that this end knows for the path, in bytes; 0 if it has no route. */
static int path_mtu(const struct job *job)
{
    struct sockaddr_in6 place;
    int is6 = job->to.is6;
    int fd = make_socket(&spaces[job->space], is6, DATAGRAM, 0);
    if (fd < 0)
        return 0;
    int length = fill(&place, &job->to, 9);
    int mtu = 0;
    if (call(__NR_connect, fd, (long)&place, length, 0) == 0)
        mtu = is6 ? get_option(fd, IPPROTO_IPV6, 24 /* IPV6_MTU */) : get_option(fd, IPPROTO_IP, 14 /* IP_MTU */);
    call(__NR_close, fd, 0, 0, 0);
    return mtu < 0 ? 0 : mtu > MOST_LARGE ? MOST_LARGE : mtu;
}

static unsigned short checksum(const unsigned char *bytes, int length)
{
    unsigned sum = 0;
    for (int i = 0; i < length; i += 2)
        sum += (unsigned)bytes[i] | (i + 1 < length ? (unsigned)bytes[i + 1] << 8 : 0);
    while (sum >> 16)
        sum = (sum & 0xffff) + (sum >> 16);
    return (unsigned short)~sum;
}

/* ---- Attempts --------------------------------------------------------------------------------- */

static void over(unsigned job, unsigned attempt)
{
    attempts[job][attempt].sent = -1;
    pending--;
}

/* Sends one ping. Its sequence is the attempt's number, and 16 more for a large one. Returns an error or 0. */
static long send_ping(unsigned number, unsigned sequence, int length)
{
    const struct job *job = &jobs[number];
    int fd = raw_socket(&spaces[job->space], job->to.is6);
    if (fd < 0)
        return fd;
    struct packet *packet = (struct packet *)buffer;
    memset(buffer, 0, (size)length);
    packet->type = job->to.is6 ? ECHO6 : ECHO;
    packet->id = swapped((number + salt) & 0xffff);
    packet->sequence = swapped(sequence);
    memcpy(packet->mark, mark, sizeof mark);
    if (!job->to.is6)
        packet->checksum = checksum(buffer, length);
    struct sockaddr_in6 place;
    int size_of_place = fill(&place, &job->to, 0);
    /* An error that is pending on the socket is another ping's, and is taken by this call. */
    long sent = 0;
    for (int tries = 0; tries < 3; tries++) {
        sent = call6(__NR_sendto, fd, (long)buffer, length, 0, (long)&place, size_of_place);
        if (sent >= 0 || sent == -EMSGSIZE)
            break;
    }
    return sent < 0 ? sent : 0;
}

static void begin_tcp(unsigned number, unsigned attempt)
{
    const struct job *job = &jobs[number];
    struct sockaddr_in6 place;
    int length = fill(&place, &job->to, job->port);
    int fd = make_socket(&spaces[job->space], job->to.is6, STREAM, 0);
    if (fd >= 0) {
        set_option(fd, job->to.is6 ? IPPROTO_IPV6 : IPPROTO_IP, job->to.is6 ? 25 : 11, 1);
        attempts[number][attempt].tcp = fd;
    }
    long failed = fd < 0 ? fd : call(__NR_connect, fd, (long)&place, length, 0);
    if (failed == -EINPROGRESS || failed == 0)
        return;
    put_result(number, attempt, "failed", -failed);
    if (fd >= 0)
        call(__NR_close, fd, 0, 0, 0);
    over(number, attempt);
}

static void begin(unsigned number, unsigned attempt)
{
    attempts[number][attempt].sent = now();
    pending++;
    if (jobs[number].port)
        return begin_tcp(number, attempt);
    long failed = send_ping(number, attempt, SMALL + HEADER);
    if (failed == 0)
        return;
    put_result(number, attempt, "failed", -failed);
    over(number, attempt);
}

static void end_tcp(unsigned number, unsigned attempt)
{
    struct attempt *each = &attempts[number][attempt];
    int failed = get_option(each->tcp, LEVEL_SOCKET, SOCKET_ERROR);
    if (failed)
        put_result(number, attempt, "failed", failed < 0 ? -failed : failed);
    else
        put_result(number, attempt, "ok", now() - each->sent);
    call(__NR_close, each->tcp, 0, 0, 0);
    over(number, attempt);
}

/* Sends the large ping that follows an answered one. */
static void begin_large(unsigned number, unsigned attempt)
{
    struct attempt *each = &attempts[number][attempt];
    int mtu = path_mtu(&jobs[number]);
    int length = mtu - (jobs[number].to.is6 ? 40 : 20);
    if (length <= SMALL + HEADER)
        return;
    each->bytes = mtu;
    put_result(number, attempt, "big", mtu);
    if (send_ping(number, 16 + attempt, length) != 0)
        return;
    each->large = now();
    pending++;
}

/* A reply or an error for one of our pings. Null if the packet is another's. */
static struct attempt *find(const struct packet *packet, short space, unsigned *job, unsigned *attempt, int *is_large)
{
    *job = (swapped(packet->id) - salt) & 0xffff;
    unsigned sequence = swapped(packet->sequence);
    *is_large = sequence >= 16;
    *attempt = sequence & 15;
    if (*job >= job_count || *attempt >= count || sequence >= 32 || jobs[*job].space != space || jobs[*job].port)
        return 0;
    struct attempt *each = &attempts[*job][*attempt];
    return (*is_large ? each->large : each->sent) > 0 ? each : 0;
}

static void take_reply(const unsigned char *bytes, long length, int is6, short space)
{
    if (!is6) {
        long header = (bytes[0] & 15) * 4;
        bytes += header;
        length -= header;
    }
    const struct packet *packet = (const struct packet *)bytes;
    if (length < (long)sizeof *packet || packet->type != (is6 ? ECHO_REPLY6 : ECHO_REPLY))
        return;
    for (unsigned i = 0; i < sizeof mark; i++)
        if (packet->mark[i] != mark[i])
            return;
    unsigned job, attempt;
    int is_large;
    struct attempt *each = find(packet, space, &job, &attempt, &is_large);
    if (!each)
        return;
    if (is_large) {
        put_result(job, attempt, "large", each->bytes);
        each->large = -1;
        pending--;
    } else {
        put_result(job, attempt, "ok", now() - each->sent);
        over(job, attempt);
        begin_large(job, attempt);
    }
}

static void put_address(const unsigned char *bytes, int length)
{
    put(' ');
    for (int i = 0; i < length; i++) {
        put("0123456789abcdef"[bytes[i] >> 4]);
        put("0123456789abcdef"[bytes[i] & 15]);
    }
}

static void take_error(const unsigned char *bytes, long length, const struct sock_extended_err *error, short space)
{
    const struct packet *packet = (const struct packet *)bytes;
    unsigned job, attempt;
    int is_large;
    if (length < HEADER || (error->ee_origin != SO_EE_ORIGIN_ICMP && error->ee_origin != SO_EE_ORIGIN_ICMP6))
        return;
    struct attempt *each = find(packet, space, &job, &attempt, &is_large);
    if (!each)
        return;
    begin_line(job, attempt, is_large ? "large-error" : "error");
    put_number(error->ee_type);
    put_number(error->ee_code);
    const unsigned char *offender = (const unsigned char *)(error + 1);
    if (error->ee_origin == SO_EE_ORIGIN_ICMP6)
        put_address(offender + 8, 16);
    else
        put_address(offender + 4, 4);
    put_number(error->ee_info);
    put('\n');
    if (is_large) {
        each->large = -1;
        pending--;
    } else
        over(job, attempt);
}

struct message {
    void *name; unsigned name_length; struct { void *base; size length; } *parts; size part_count;
    void *control; size control_length; unsigned flags;
};
struct control { size length; int level, type; };

static void drain_errors(int fd, short space)
{
    unsigned char name[32];
    union { struct control first; char bytes[512]; } control;
    for (;;) {
        struct { void *base; size length; } part = {buffer, sizeof buffer};
        struct message message = {name, sizeof name, (void *)&part, 1, &control, sizeof control, 0};
        long n = call(__NR_recvmsg, fd, (long)&message, ERRQUEUE, 0);
        if (n < 0)
            return;
        for (size at = 0; at + sizeof(struct control) <= message.control_length;) {
            const struct control *each = (const struct control *)(control.bytes + at);
            if (each->length < sizeof *each)
                break;
            int is_error = (each->level == IPPROTO_IP && each->type == 11) ||
                           (each->level == IPPROTO_IPV6 && each->type == 25);
            if (is_error)
                take_error(buffer, n, (const struct sock_extended_err *)(each + 1), space);
            at += (each->length + sizeof(long) - 1) & ~(sizeof(long) - 1);
        }
    }
}

static void drain(int fd, int is6, short space)
{
    if (fd < 0)
        return;
    for (;;) {
        long n = call6(__NR_recvfrom, fd, (long)buffer, sizeof buffer, 0, 0, 0);
        if (n > 0)
            take_reply(buffer, n, is6, space);
        else if (n == -EAGAIN)
            break;
        else if (n != -EINTR)
            drain_errors(fd, space);
    }
    drain_errors(fd, space);
}

/* Takes what has arrived. Waits for the first until `until`. */
static void gather(long until)
{
    unsigned n = 0;
    for (unsigned i = 0; i < space_count; i++) {
        for (int is6 = 0; is6 < 2; is6++) {
            int fd = is6 ? spaces[i].raw6 : spaces[i].raw4;
            if (fd < 0)
                continue;
            owners[n] = i * 2 + (unsigned)is6;
            polled[n++] = (struct pollfd){fd, POLLIN, 0};
        }
    }
    unsigned raw = n;
    for (unsigned i = 0; i < job_count; i++) {
        if (!jobs[i].port)
            continue;
        for (unsigned k = 0; k < count; k++) {
            if (attempts[i][k].sent <= 0)
                continue;
            owners[n] = i * MOST_ATTEMPTS + k;
            polled[n++] = (struct pollfd){attempts[i][k].tcp, POLLOUT, 0};
        }
    }
    flush();
    long wait = until - now();
    if (wait < 0)
        wait = 0;
    struct timespec time = {wait / 1000000, wait % 1000000 * 1000};
    call6(__NR_ppoll, (long)polled, n, (long)&time, 0, 0, 0);
    for (unsigned i = 0; i < n; i++) {
        if (!polled[i].revents)
            continue;
        if (i < raw)
            drain(polled[i].fd, owners[i] & 1, (short)(owners[i] / 2));
        else
            end_tcp(owners[i] / MOST_ATTEMPTS, owners[i] % MOST_ATTEMPTS);
    }
}

/* Ends attempts that were not answered in time. Returns when the next one's time is over. */
static long expire(void)
{
    long time = now();
    long next = time + timeout;
    for (unsigned i = 0; i < job_count; i++) {
        for (unsigned k = 0; k < count; k++) {
            struct attempt *each = &attempts[i][k];
            if (each->sent > 0 && each->sent + timeout <= time) {
                if (jobs[i].port)
                    call(__NR_close, each->tcp, 0, 0, 0);
                put_result(i, k, "lost", 0);
                over(i, k);
            } else if (each->sent > 0 && each->sent + timeout < next)
                next = each->sent + timeout;
            if (each->large > 0 && each->large + timeout <= time) {
                each->large = -1;
                pending--;
            } else if (each->large > 0 && each->large + timeout < next)
                next = each->large + timeout;
        }
    }
    return next;
}

static void run(void)
{
    for (unsigned attempt = 0; attempt < count; attempt++) {
        long began = now();
        for (unsigned i = 0; i < job_count; i++) {
            begin(i, attempt);
            /* At once, so that the time of a reply is its own and not that of the pings after it. */
            const struct space *space = &spaces[jobs[i].space];
            if (!jobs[i].port)
                drain(jobs[i].to.is6 ? space->raw6 : space->raw4, jobs[i].to.is6, jobs[i].space);
            else if (i % 64 == 63)
                gather(0);
        }
        if (attempt + 1 == count)
            break;
        while (now() < began + interval) {
            long next = expire();
            gather(next < began + interval ? next : began + interval);
        }
    }
    while (pending > 0) {
        long next = expire();
        if (pending > 0)
            gather(next);
    }
}

__attribute__((noreturn, used, visibility("hidden"))) void start(long *stack)
{
    (void)stack;
    struct { unsigned long soft, hard; } files = {65536, 65536};
    call(__NR_prlimit64, 0, RLIMIT_NOFILE, (long)&files, 0);
    salt = (unsigned)call(__NR_getpid, 0, 0, 0, 0) * 40503u & 0xffff;
    read_jobs();
    run();
    put_text("end\n");
    flush();
    leave(0);
}
